import { spawn, type ChildProcess } from 'node:child_process'
import { join } from 'node:path'
import { guardedTools, type GuardedTools } from '../guardedTools'
import { address, call, expect, PHONE, roomOf, sitDown, test, timeline } from '../people'
import { freePort } from '../server'
import { OWNER } from '../sharedServer'

const JAVA_HOME = process.env.WEILU_JAVA_HOME ?? process.env.JAVA_HOME

let model: ChildProcess
let port: number
let guarded: GuardedTools

/** A model that wishes for the first tool it is given. */
test.beforeAll(async () => {
  guarded = await guardedTools()
  port = await freePort()
  const source = join(import.meta.dirname, '../../server/src/test/java/weilu/gateway/ScriptedModel.java')
  model = spawn(JAVA_HOME === undefined ? 'java' : join(JAVA_HOME, 'bin/java'), [source, String(port)], { stdio: ['ignore', 'pipe', 'inherit'] })
  await new Promise((resolve) => model.stdout!.once('data', resolve))
})

test.afterAll(() => {
  model.kill()
  guarded.close()
})

test('an admin signs in at a server of tools, approves its list, and a room uses its tool through a card', async ({ newBrowser }) => {
  test.slow()
  const keeper = await newBrowser(PHONE)
  await call(keeper, 'POST', '/api/sign-ins', OWNER)
  const made = await call(keeper, 'POST', '/api/tool-servers', {
    kind: 'mcp_http', name: 'guarded', address: guarded.address, localAllowed: true, enabled: true
  })
  await call(keeper, 'POST', `/api/tool-servers/${made.id}/look`, {})
  const { id: provider } = await call(keeper, 'POST', '/api/providers', {
    name: '脚本', baseUrl: `http://127.0.0.1:${port}/v1`, model: 'scripted-tools', localAllowed: true, enabled: true
  })

  await test.step('the sign-in goes there and back, and the list can be read and approved', async () => {
    await keeper.goto(`${address()}/settings/tools`)
    await keeper.getByRole('button', { name: /去登录/ }).tap()
    await keeper.getByRole('link', { name: '让围炉用我的工具' }).tap()
    await expect(keeper).toHaveURL(/\/settings\/tools$/)
    await expect(keeper.getByText('guarded__echo')).toBeVisible({ timeout: 30_000 })
    await keeper.screenshot({ path: '../.build/screenshots/tool-server-390.png' })
    await keeper.getByRole('button', { name: /^同意/ }).tap()
    await expect.poll(async () => (await call(keeper, 'GET', '/api/tool-servers')).servers[0].state).toBe('ready')
  })

  await test.step('asked in a room, the card is approved and the answer comes', async () => {
    const room = await roomOf(keeper, '外援派')
    const agent = await call(keeper, 'POST', '/api/agents', { definition: { name: '外援', tools: ['guarded__echo'] } })
    await call(keeper, 'POST', `/api/rooms/${room}/agents`, { entrance: agent.entrance })
    await call(keeper, 'POST', `/api/rooms/${room}/agents/${agent.account}/approve`)
    const { members } = await call(keeper, 'GET', `/api/rooms/${room}`)
    const member = members.find((one: { displayName: string }) => one.displayName === '外援').id
    await sitDown(keeper, room)
    await call(keeper, 'POST', `/api/rooms/${room}/messages`, {
      clientMessageId: crypto.randomUUID(), body: '@外援 问一问', mentions: [member]
    })
    const card = timeline(keeper).getByRole('region', { name: '外援想要：guarded__echo' })
    await expect(card).toBeVisible({ timeout: 60_000 })
    expect(guarded.calls).toHaveLength(0)
    await keeper.screenshot({ path: '../.build/screenshots/tool-mcp-card-390.png' })
    await card.getByRole('button', { name: '同意', exact: true }).tap()
    await expect(timeline(keeper).getByText('已完成')).toBeVisible({ timeout: 60_000 })
    await expect(timeline(keeper).getByRole('article', { name: /^外援/ }).last()).toContainText('脚本模型在说话', { timeout: 60_000 })
    expect(guarded.calls).toHaveLength(1)
    await keeper.screenshot({ path: '../.build/screenshots/tool-mcp-done-390.png' })
  })

  await call(keeper, 'DELETE', `/api/providers/${provider}`)
  await call(keeper, 'DELETE', `/api/tool-servers/${made.id}`)
})
