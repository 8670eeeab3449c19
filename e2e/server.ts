import { spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { createServer, type AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

const READY_MILLIS_MAX = 180_000
const HOME = join(import.meta.dirname, '..')

/** A server as people start it, with a data folder of its own. */
export interface Server {
  address: string
  folder: string
  /** The one-time link for its first owner. */
  setup: string
  stop(): Promise<void>
}

/** Starts `./weilu`; the settings are environment variables. */
export async function startServer(settings: Record<string, string> = {}): Promise<Server> {
  const folder = mkdtempSync(join(tmpdir(), 'weilu-e2e-'))
  const port = await freePort()
  const server = spawn(join(HOME, 'weilu'), ['run'], {
    env: {
      ...process.env,
      WEILU_CONFIG: '/dev/null', WEILU_DATA_FOLDER: folder, WEILU_PORT: String(port), WEILU_HOST: '127.0.0.1',
      WEILU_TRAINING: 'off', WEILU_NEW_ACCOUNTS_PER_HOUR: '3600', ...settings
    },
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
  return {
    address: `http://localhost:${port}`,
    folder,
    setup: /\/setup\/(\S+)/.exec(said)![1],
    stop: async () => {
      server.kill('SIGTERM')
      await ended
      rmSync(folder, { recursive: true, force: true })
    }
  }
}

/** Runs `./weilu` with a command to its end; gives what it printed. */
export async function weilu(folder: string, command: string[]): Promise<string> {
  const tool = spawn(join(HOME, 'weilu'), command, {
    env: { ...process.env, WEILU_CONFIG: '/dev/null', WEILU_DATA_FOLDER: folder },
    stdio: ['ignore', 'pipe', 'pipe']
  })
  let said = ''
  tool.stdout.on('data', (text: Buffer) => (said += text.toString()))
  tool.stderr.on('data', (text: Buffer) => (said += text.toString()))
  const code = await new Promise((resolve) => tool.once('exit', resolve))
  if (code !== 0) {
    throw new Error(`weilu ${command.join(' ')} ended with ${code}:\n${said}`)
  }
  return said
}

export async function freePort(): Promise<number> {
  return new Promise((resolve) => {
    const probe = createServer().listen(0, '127.0.0.1', () => {
      const { port } = probe.address() as AddressInfo
      probe.close(() => resolve(port))
    })
  })
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
