import { request } from '@playwright/test'
import { freePort, startServer } from './server'

export const OWNER = { name: 'keeper', password: '一炉好火 warm enough' }

/**
 * One server for all tests but those that need an empty one. Its first owner is made here, its models may be at one
 * address of this machine. A server that runs already is used when WEILU_E2E_ADDRESS says where (its owner must be OWNER).
 */
export default async function sharedServer(): Promise<() => Promise<void>> {
  process.env.WEILU_E2E_MODEL_PORT ??= String(await freePort())
  if (process.env.WEILU_E2E_ADDRESS !== undefined) {
    return async () => undefined
  }
  const server = await startServer({ WEILU_MODEL_HOSTS: `127.0.0.1:${process.env.WEILU_E2E_MODEL_PORT}` })
  process.env.WEILU_E2E_ADDRESS = server.address
  process.env.WEILU_E2E_FOLDER = server.folder
  const caller = await request.newContext({ baseURL: server.address, extraHTTPHeaders: { Origin: server.address } })
  const made = await caller.post('/api/accounts', {
    data: { ...OWNER, displayName: '掌柜', language: 'zh-CN', timeZone: 'Asia/Shanghai', setup: server.setup }
  })
  await caller.dispose()
  if (!made.ok()) {
    await server.stop()
    throw new Error(`the first owner could not be made: ${await made.text()}`)
  }
  return server.stop
}
