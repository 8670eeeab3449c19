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
  await keeper.getByRole('button', { name: '打开模型页' }).click()
  const card = keeper.getByRole('region', { name: '脚本', exact: true })

  await test.step('it is tried before it is kept, and the key is never shown again', async () => {
    await keeper.getByRole('button', { name: '接一家供应商' }).click()
    await keeper.getByLabel('哪一家').selectOption({ label: '别的（OpenAI 兼容）' })
    await keeper.getByLabel('叫它什么').fill('脚本')
    await keeper.getByLabel('接口地址').fill(`http://127.0.0.1:${PORT}/v1`)
    await keeper.getByLabel('模型名').fill('scripted-401')
    await keeper.getByLabel('密钥').fill(KEY)
    await keeper.getByLabel('这是本机或内网的地址').check()
    await keeper.getByRole('button', { name: '试一下' }).click()
    await expect(keeper.getByText('没通：密钥不对')).toBeVisible()
    await keeper.getByLabel('模型名').fill('scripted')
    await keeper.getByRole('button', { name: '试一下' }).click()
    await expect(keeper.getByText(/^通了，\d+ 毫秒：/)).toBeVisible()
    await keeper.getByRole('button', { name: '保存' }).click()
    await expect(card).toContainText('还没试过')
    await keeper.reload()
    await card.getByRole('button', { name: '修改' }).click()
    await expect(card.getByText('已存好，不再显示；留空就不变')).toBeVisible()
    await expect(card.getByLabel('密钥')).toHaveValue('')
    await card.getByRole('button', { name: '取消' }).click()
    expect(JSON.stringify(await call(keeper, 'GET', '/api/providers'))).not.toContain(KEY)
    expect(await keeper.content()).not.toContain(KEY)
  })

  await test.step('what a model can do is found by trying it', async () => {
    await card.getByText('添加模型').first().click()
    await card.getByRole('button', { name: '看看它有哪些模型' }).click()
    await card.getByRole('button', { name: 'scripted-all', exact: true }).click()
    await card.getByRole('button', { name: '试试 scripted-all' }).click()
    const found = card.getByRole('listitem').filter({ hasText: 'scripted-all' })
    await expect(found).toContainText('会用工具: 可以', { timeout: 30_000 })
    await expect(found).toContainText('看得懂图: 可以')
    await expect(found).toContainText('会深度思考: 可以')
    await card.getByRole('button', { name: '试试 scripted', exact: true }).click()
    const plain = card.getByRole('listitem').filter({ has: keeper.getByText('scripted', { exact: true }) })
    await expect(plain).toContainText('会用工具: 不行', { timeout: 30_000 })
    await found.getByText('scripted-all 的设置').click()
    await card.getByRole('button', { name: '删除模型 scripted-all' }).click()
    await expect(found).toHaveCount(0)
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
    const [provider] = (await call(keeper, 'GET', '/api/providers')).providers
    await call(keeper, 'PATCH', `/api/providers/${provider.id}`, { model: name })
  }

  await test.step('what a model thinks is folded above its answer', async () => {
    await become('scripted-thinking')
    await askHost(hong, '总结一下')
    const thoughts = answer(ming).locator('details')
    await expect(thoughts.getByText('深度思考', { exact: true })).toBeVisible({ timeout: 60_000 })
    await expect(thoughts.getByText('先看看大家说了什么，再回答。')).toBeHidden()
    await thoughts.getByText('深度思考', { exact: true }).click()
    await expect(thoughts.getByText('先看看大家说了什么，再回答。')).toBeVisible()
  })

  await test.step('a slow answer is seen while it grows, and stopped by who asked', async () => {
    await become('scripted-slow')
    await askHost(hong, '总结一下')
    const growing = timeline(hong).locator('div').filter({ has: hong.getByRole('button', { name: '停下' }) }).last()
    await expect(growing).toContainText('脚本模型', { timeout: 60_000 })
    await expect(timeline(ming).getByText(/^脚本模型/)).toHaveCount(3)
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
