import { spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { createServer, type AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

const READY_MILLIS_MAX = 120_000

/** Starts `./weilu` with a data folder of its own, and tells the tests its address and its one-time setup link. */
export default async function startServer(): Promise<() => Promise<void>> {
  const folder = mkdtempSync(join(tmpdir(), 'weilu-e2e-'))
  const port = await freePort()
  const server = spawn(join(import.meta.dirname, '..', 'weilu'), ['run'], {
    env: { ...process.env, WEILU_DATA_FOLDER: folder, WEILU_PORT: String(port), WEILU_HOST: '127.0.0.1' },
    stdio: ['ignore', 'pipe', 'pipe']
  })
  let said = ''
  const heard = (text: Buffer): void => {
    said += text.toString()
  }
  server.stdout.on('data', heard)
  server.stderr.on('data', heard)
  const ended = new Promise<void>((resolve) => server.once('exit', () => resolve()))
  await until(() => said.includes('is ready:') && /\/setup\/\S+/.test(said), () => said)
  process.env.WEILU_ADDRESS = `http://localhost:${port}`
  process.env.WEILU_SETUP = /\/setup\/(\S+)/.exec(said)![1]
  return async () => {
    server.kill('SIGTERM')
    await ended
    rmSync(folder, { recursive: true, force: true })
  }
}

async function until(isDone: () => boolean, said: () => string): Promise<void> {
  const end = Date.now() + READY_MILLIS_MAX
  while (!isDone()) {
    if (Date.now() > end) {
      throw new Error(`the server did not come up; it said:\n${said()}`)
    }
    await new Promise((resolve) => setTimeout(resolve, 100))
  }
}

async function freePort(): Promise<number> {
  return new Promise((resolve) => {
    const probe = createServer().listen(0, '127.0.0.1', () => {
      const { port } = probe.address() as AddressInfo
      probe.close(() => resolve(port))
    })
  })
}
