import { spawn, type ChildProcess } from 'node:child_process'
import { join } from 'node:path'
import { answer, askHost, call, expect, gather, PHONE, test, timeline } from '../people'
import { OWNER } from '../sharedServer'
import { freePort } from '../server'

const JAVA_HOME = process.env.WEILU_JAVA_HOME ?? process.env.JAVA_HOME

let model: ChildProcess
let port: number

/** A model that wishes for a reminder, whatever it is asked. */
test.beforeAll(async () => {
  port = await freePort()
  const source = join(import.meta.dirname, '../../server/src/test/java/weilu/gateway/ScriptedModel.java')
  model = spawn(JAVA_HOME === undefined ? 'java' : join(JAVA_HOME, 'bin/java'), [source, String(port)], { stdio: ['ignore', 'pipe', 'inherit'] })
  await new Promise((resolve) => model.stdout!.once('data', resolve))
})

test.afterAll(() => {
  model.kill()
})

test('阿炉 asks before it sets a reminder, and says when it is set', async ({ someone, newBrowser }) => {
  test.slow()
  const keeper = await newBrowser()
  await call(keeper, 'POST', '/api/sign-ins', OWNER)
  const { id } = await call(keeper, 'POST', '/api/providers', {
    name: '脚本', baseUrl: `http://127.0.0.1:${port}/v1`, model: 'scripted-reminding', localAllowed: true, enabled: true
  })
  const [hong, ming] = [await someone('小红', PHONE), await someone('小明')]
  await gather('提醒派', hong, ming)

  await test.step('a card says what would be done, to everybody; who did not ask cannot decide', async () => {
    await askHost(hong, '周六提醒我带毛肚')
    const card = answer(hong).getByRole('region', { name: '阿炉想要：设提醒' })
    await expect(card).toBeVisible({ timeout: 60_000 })
    await expect(card).toContainText('T19:00')
    await expect(card).toContainText('带毛肚')
    await expect(card).toContainText('会在回答之外产生效果')
    await expect(answer(ming).getByText('提出的人或管理员可以决定')).toBeVisible()
    await expect(answer(ming).getByRole('button', { name: '同意', exact: true })).toHaveCount(0)
    await hong.screenshot({ path: '../.build/screenshots/tool-card-390.png' })
  })

  await test.step('approved, it is done, folded, and the agent says so', async () => {
    await answer(hong).getByRole('button', { name: '同意', exact: true }).tap()
    await expect(timeline(hong).getByText('已完成')).toBeVisible({ timeout: 60_000 })
    await expect(answer(ming)).toContainText('提醒设好了。', { timeout: 60_000 })
    await expect(timeline(hong).getByRole('button', { name: '同意', exact: true })).toHaveCount(0)
    await hong.screenshot({ path: '../.build/screenshots/tool-done-390.png' })
  })

  await call(keeper, 'DELETE', `/api/providers/${id}`)
})
