import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'

/** An MCP server of one tool that asks who we are, with the authorization server that knows it, at one origin. */
export interface GuardedTools {
  address: string
  /** What its tool was called with. */
  calls: unknown[]
  close(): void
}

export async function guardedTools(): Promise<GuardedTools> {
  const calls: unknown[] = []
  const server = createServer((request, response) => void serve(origin(), calls, request, response))
  const origin = (): string => `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return { address: `${origin()}/mcp`, calls, close: () => void server.close() }
}

async function serve(origin: string, calls: unknown[], request: IncomingMessage, response: ServerResponse): Promise<void> {
  const url = new URL(request.url!, origin)
  let body = ''
  for await (const piece of request) body += String(piece)
  const json = (status: number, value: unknown): void => {
    response.writeHead(status, { 'Content-Type': 'application/json', 'Mcp-Session-Id': 'one' }).end(JSON.stringify(value))
  }
  switch (url.pathname) {
    case '/meta':
      return json(200, { resource: `${origin}/mcp`, authorization_servers: [`${origin}/as`] })
    case '/.well-known/openid-configuration/as':
      return json(200, {
        issuer: `${origin}/as`, authorization_endpoint: `${origin}/as/authorize`, token_endpoint: `${origin}/as/token`,
        registration_endpoint: `${origin}/as/register`, code_challenge_methods_supported: ['S256']
      })
    case '/as/register':
      return json(201, { client_id: 'weilu-1' })
    case '/as/authorize': {
      const back = new URL(url.searchParams.get('redirect_uri')!)
      back.search = new URLSearchParams({ code: 'code-1', state: url.searchParams.get('state')! }).toString()
      response.writeHead(200, { 'Content-Type': 'text/html; charset=utf-8' })
      response.end(`<a href="${back.href.replaceAll('&', '&amp;')}">让围炉用我的工具</a>`)
      return
    }
    case '/as/token':
      return json(200, { access_token: 'token-1', token_type: 'Bearer', expires_in: 3600 })
    case '/mcp':
      return tools(origin, calls, request, response, body, json)
    default:
      return json(404, {})
  }
}

function tools(
  origin: string, calls: unknown[], request: IncomingMessage, response: ServerResponse, body: string,
  json: (status: number, value: unknown) => void
): void {
  if (request.headers.authorization !== 'Bearer token-1') {
    response.setHeader('WWW-Authenticate', `Bearer resource_metadata="${origin}/meta", scope="tools"`)
    return json(401, {})
  }
  const message = body === '' ? {} : JSON.parse(body)
  const result = (value: unknown): void => json(200, { jsonrpc: '2.0', id: message.id, result: value })
  switch (message.method) {
    case 'initialize':
      return result({ protocolVersion: '2025-06-18', capabilities: { tools: {} }, serverInfo: { name: 'guarded', version: '1' } })
    case 'tools/list':
      return result({ tools: [{ name: 'echo', description: 'Says it again.', inputSchema: { type: 'object', properties: {} } }] })
    case 'tools/call':
      calls.push(message.params)
      return result({ content: [{ type: 'text', text: '四十二' }] })
    default:
      response.writeHead(202).end()
  }
}
