import { spawn, type ChildProcess } from 'node:child_process'
import { join } from 'node:path'
import type { Page } from '@playwright/test'
import { OWNER } from '../sharedServer'
import { address, answer, askHost, call, expect, gather, post, test, timeline } from '../people'

const KEY = 'sk-very-secret-0815'
const PORT = process.env.WEILU_E2E_MODEL_PORT!
const JAVA_HOME = process.env.WEILU_JAVA_HOME ?? process.env.JAVA_HOME

let model: ChildProcess

/** A real HTTP server that speaks the OpenAI protocol; the model's name says how it behaves. */
test.beforeAll(async () => {
  const source = join(import.meta.dirname, '../../server/src/test/java/weilu/gateway/ScriptedModel.java')
  model = spawn(JAVA_HOME === undefined ? 'java' : join(JAVA_HOME, 'bin/java'), [source, PORT], { stdio: ['ignore', 'pipe', 'inherit'] })
  await new Promise((resolve) => model.stdout!.once('data', resolve))
})

test.afterAll(async ({ browser }) => {
  model.kill()
  const context = await browser.newContext()
  const keeper = await signedInKeeper(await context.newPage())
  for (const { id } of (await call(keeper, 'GET', '/api/providers')).providers) {
    await call(keeper, 'DELETE', `/api/providers/${id}`)
  }
  await context.close()
})

async function signedInKeeper(page: Page): Promise<Page> {
  await call(page, 'POST', '/api/sign-ins', OWNER)
  return page
}

test('a model is connected, answers with sources, is stopped, and is stood in for when it fails', async ({ someone, newBrowser }) => {
  test.slow()
  const keeper = await signedInKeeper(await newBrowser())
  await keeper.goto(`${address()}/settings/profile`)
  const models = keeper.locator('section').filter({ has: keeper.getByRole('heading', { name: '模型', exact: true }) })

  await test.step('it is tried before it is kept, and the key is never shown again', async () => {
    await models.getByLabel('叫它什么').fill('脚本')
    await models.getByLabel('接口地址').fill(`http://127.0.0.1:${PORT}/v1`)
    await models.getByLabel('模型名').fill('scripted-401')
    await models.getByLabel('密钥').fill(KEY)
    await models.getByLabel('这是本机或内网的地址').check()
    await models.getByRole('button', { name: '试一下' }).click()
    await expect(models.getByRole('status')).toHaveText('没通：密钥不对')
    await models.getByLabel('模型名').fill('scripted')
    await models.getByRole('button', { name: '试一下' }).click()
    await expect(models.getByRole('status')).toHaveText(/^通了，\d+ 毫秒：/)
    await models.getByRole('button', { name: '保存' }).click()
    await expect(models.getByText('已存好，不再显示；留空就不变')).toBeVisible()
    await keeper.reload()
    await expect(models.getByLabel('叫它什么')).toHaveValue('脚本')
    await expect(models.getByLabel('密钥')).toHaveValue('')
    await models.getByRole('button', { name: '试一下' }).click()
    await expect(models.getByRole('status')).toHaveText(/^通了/)
    expect(JSON.stringify(await call(keeper, 'GET', '/api/providers'))).not.toContain(KEY)
    expect(await keeper.content()).not.toContain(KEY)
  })

  const [hong, ming] = [await someone('小红'), await someone('小明')]
  const number = await gather('模型派', hong, ming)
  await post(hong, number, '周六下午三点在老地方聚会，小明订位子')
  await post(ming, number, '位子订好了，一共八个人，二楼靠窗')

  await test.step('prose comes with the engine and its sources', async () => {
    await askHost(hong, '总结一下')
    for (const page of [hong, ming]) {
      await expect(answer(page).getByText('总结 · 脚本 · scripted', { exact: true })).toBeVisible({ timeout: 60_000 })
      await expect(answer(page)).toContainText('大家说好了时间和地方')
    }
    const source = answer(ming).getByRole('listitem').getByRole('button').first()
    await expect(source).toContainText(/聚会|位子/)
  })

  const become = async (name: string): Promise<void> => {
    await models.getByLabel('模型名').fill(name)
    const saved = keeper.waitForResponse((one) => one.request().method() === 'PATCH')
    await models.getByRole('button', { name: '保存' }).click()
    expect((await saved).ok()).toBe(true)
  }

  await test.step('a slow answer is seen while it grows, and stopped by who asked', async () => {
    await become('scripted-slow')
    await askHost(hong, '总结一下')
    const growing = timeline(hong).locator('div').filter({ has: hong.getByRole('button', { name: '停下' }) }).last()
    await expect(growing).toContainText('脚本模型', { timeout: 60_000 })
    await expect(timeline(ming).getByText(/^脚本模型/)).toHaveCount(2)
    await timeline(hong).getByRole('button', { name: '停下' }).click()
    await expect(answer(ming).getByText('已按要求停下')).toBeVisible()
    await expect(timeline(hong).getByRole('button', { name: /停下/ })).toHaveCount(0)
  })

  await test.step('when it fails, quotes stand in, and say so', async () => {
    await become('scripted-500')
    await askHost(ming, '总结一下')
    await expect(answer(hong).getByText('模型供应商没有回应，改用原话摘录')).toBeVisible({ timeout: 60_000 })
    await expect(answer(hong).getByText('要点摘录', { exact: true })).toBeVisible()
    await expect(answer(hong).getByRole('listitem').first()).toBeVisible()
  })

  await test.step('each request that left is in the outbound ledger', async () => {
    await ming.goto(`${address()}/r/${number}/outbound`)
    const calls = ming.getByRole('main').locator('ol > li')
    await expect(calls.filter({ hasText: '脚本 · scripted-500' }).first()).toContainText('没有成功')
    await expect(calls.filter({ hasText: '脚本 · scripted-slow' })).toContainText('小红问的')
    await expect(calls.last()).toContainText('已完成')
    expect(await ming.content()).not.toContain(KEY)
  })
})
