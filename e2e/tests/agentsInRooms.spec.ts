import { spawn } from 'node:child_process'
import { mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Page } from '@playwright/test'
import { freePort } from '../server'
import { OWNER } from '../sharedServer'
import {
  PHONE, address, answer, call, expect, expectAccessible, expectNoSidewaysScroll, post, roomOf, sitDown, test, timeline
} from '../people'

const JAVA_HOME = process.env.WEILU_JAVA_HOME ?? process.env.JAVA_HOME
const FOLDER = process.env.WEILU_E2E_FOLDER

/** A real HTTP server that speaks the OpenAI protocol. */
async function startModel(): Promise<{ baseUrl: string; stop(): void }> {
  const port = await freePort()
  const source = join(import.meta.dirname, '../../server/src/test/java/weilu/gateway/ScriptedModel.java')
  const model = spawn(JAVA_HOME === undefined ? 'java' : join(JAVA_HOME, 'bin/java'), [source, String(port)], { stdio: ['ignore', 'pipe', 'inherit'] })
  await new Promise((resolve) => model.stdout!.once('data', resolve))
  return { baseUrl: `http://127.0.0.1:${port}/v1`, stop: () => model.kill() }
}

/** An agent of this person's with a seat in the room. */
async function seat(page: Page, number: string, definition: object): Promise<void> {
  const { entrance } = await call(page, 'POST', '/api/agents', { definition })
  await call(page, 'POST', `/api/rooms/${number}/agents`, { entrance })
}

test('an admin has agents greet, speak by the clock, and hold a round table', async ({ someone, newBrowser }) => {
  test.slow()
  const hong = await someone('Hong', { ...PHONE, locale: 'en-US' })
  await call(hong, 'PATCH', '/api/me', { language: 'en' })
  const number = await roomOf(hong, 'Hotpot night')
  await seat(hong, number, { name: 'Cook', about: 'Broths, spices and cooking times', examples: ['How long do I cook tripe?'] })

  await test.step('what to say by the clock is asked for beside its field, and kept', async () => {
    await hong.goto(`${address()}/r/${number}/settings/room`)
    const cook = hong.getByRole('form', { name: 'Cook' })
    await cook.getByLabel('Speaks by the clock').selectOption({ label: 'Every week' })
    await cook.getByLabel('Day of the week').selectOption({ label: 'Friday' })
    await cook.getByLabel('At', { exact: true }).fill('18:30')
    await cook.getByRole('button', { name: 'Save' }).tap()
    await expect(cook.getByLabel('What to say')).toHaveAttribute('aria-invalid', 'true')
    await cook.getByLabel('What to say').fill('Remind everybody to bring drinks')
    await cook.getByText('Greet whoever comes in').tap()
    await cook.getByRole('button', { name: 'Save' }).tap()
    await expect(hong.getByText('Saved', { exact: true })).toBeVisible()
    await expectAccessible(hong)
    await expectNoSidewaysScroll(hong)
    await hong.screenshot({ path: '../.build/screenshots/agent-schedule-390-en.png', fullPage: true })
    await hong.reload()
    await expect(cook.getByLabel('Day of the week')).toHaveValue('5')
    await expect(cook.getByLabel('What to say')).toHaveValue('Remind everybody to bring drinks')
  })

  await test.step('who comes in is greeted by name', async () => {
    await sitDown(hong, number)
    const li = await someone('Li')
    await call(li, 'POST', `/api/rooms/${number}/join`)
    await expect(timeline(hong).getByText(/Welcome|欢迎/).last()).toContainText('Li', { timeout: 30_000 })
  })

  await test.step('a question like what an agent says of itself is passed on to it, and says why', async () => {
    const keeper = await newBrowser()
    await call(keeper, 'POST', '/api/sign-ins', OWNER)
    const model = await startModel()
    const { id, models } = await call(keeper, 'POST', '/api/providers', {
      name: '脚本', baseUrl: model.baseUrl, model: 'scripted', localAllowed: true, enabled: true
    })
    expect((await call(keeper, 'POST', `/api/models/${models[0].id}/try`)).found.tools).toBe(false)
    await post(hong, number, '@阿炉 How long should I cook the tripe?')
    await expect(timeline(hong).getByText('@Cook knows more about this. Over to them.')).toBeVisible({ timeout: 30_000 })
    await expect(timeline(hong).getByText('Passed on to Cook: it is like “How long do I cook tripe?”')).toBeVisible()
    await expect(timeline(hong).getByRole('article', { name: /^Cook/ }).last()).toContainText('脚本 · scripted', { timeout: 30_000 })
    await hong.screenshot({ path: '../.build/screenshots/passed-on-390-en.png' })
    await call(keeper, 'DELETE', `/api/providers/${id}`)
    model.stop()
  })

  await test.step('a round table names whom it asks, and needs two of them and a question', async () => {
    await hong.getByRole('button', { name: 'More to put in' }).tap()
    await hong.getByRole('menuitem', { name: /^Round table/ }).tap()
    const dialog = hong.getByRole('dialog', { name: 'Hold a round table' })
    await dialog.getByText('Cook', { exact: true }).tap()
    await dialog.getByRole('button', { name: 'Ask' }).tap()
    await expect(dialog.getByText('Choose at least two.')).toBeVisible()
    await expect(dialog.getByText('Write what to ask.')).toBeVisible()
    await expectAccessible(hong)
    await hong.screenshot({ path: '../.build/screenshots/round-table-390-en.png' })
    await dialog.getByText('Cook', { exact: true }).tap()
    await dialog.getByLabel('Question').fill('what shall we eat first?')
    await dialog.getByRole('button', { name: 'Ask' }).tap()
    await expect(dialog).toHaveCount(0)
    await expect(timeline(hong).getByText(/^Round table .*what shall we eat first\?$/)).toBeVisible()
    await expect(answer(hong)).toBeVisible()
  })
})

test('一个派、一个人、一个智能体的东西都能导出', async ({ someone, newBrowser }) => {
  test.slow()
  const hong = await someone('小红')
  const number = await roomOf(hong, '导出派')
  const { account } = await call(hong, 'POST', '/api/agents', { definition: { name: '书书', about: '陪大家读书' } })

  const download = async (name: string): Promise<string> => {
    const [file] = await Promise.all([hong.waitForEvent('download'), hong.getByRole('link', { name }).first().click()])
    const chunks: Buffer[] = []
    for await (const chunk of await file.createReadStream()) chunks.push(Buffer.from(chunk))
    return Buffer.concat(chunks).toString()
  }

  await test.step('智能体的文件', async () => {
    await hong.goto(`${address()}/agents/${account}`)
    expect(JSON.stringify(JSON.parse(await download('导出文件')))).toContain('陪大家读书')
  })

  await test.step('记忆', async () => {
    await call(hong, 'POST', '/api/me/memories', { text: '我不吃香菜' })
    await hong.goto(`${address()}/settings/profile`)
    expect(await download('JSON')).toContain('我不吃香菜')
    expect(await download('CSV')).toContain('我不吃香菜')
  })

  await test.step('出境账', async () => {
    const keeper = await newBrowser()
    await call(keeper, 'POST', '/api/sign-ins', OWNER)
    const model = await startModel()
    const { id } = await call(keeper, 'POST', '/api/providers', {
      name: '脚本', baseUrl: model.baseUrl, model: 'scripted', localAllowed: true, enabled: true
    })
    await sitDown(hong, number)
    await post(hong, number, '@阿炉 周六几点集合？')
    await expect(answer(hong)).toContainText('脚本模型', { timeout: 60_000 })
    await hong.goto(`${address()}/r/${number}/outbound`)
    expect(await download('导出 CSV')).toContain('scripted')
    expect(JSON.stringify(JSON.parse(await download('导出 JSON')))).toContain('scripted')
    await call(keeper, 'DELETE', `/api/providers/${id}`)
    model.stop()
  })
})

test('本机的模型文件：只有放进文件夹的能选，不完整的当场说出来', async ({ newBrowser }) => {
  test.skip(FOLDER === undefined, 'the server that runs already has a folder of its own')
  const keeper = await newBrowser(PHONE)
  await call(keeper, 'POST', '/api/sign-ins', OWNER)
  const { folder } = await call(keeper, 'GET', '/api/model-file')
  mkdirSync(folder, { recursive: true })
  await keeper.goto(`${address()}/settings/models`)
  await expect(keeper.getByText(/里还没有 \.gguf 文件/)).toBeVisible()
  writeFileSync(join(folder, 'half.gguf'), 'GGUF and then nothing')
  await keeper.reload()
  const file = keeper.getByLabel('哪个文件')
  await expect(file).toHaveValue('half.gguf')
  await keeper.getByRole('button', { name: '用这个文件' }).tap()
  await expect(keeper.getByText('这不是完整的 GGUF 模型文件')).toBeVisible()
  await expect(file).toHaveAttribute('aria-invalid', 'true')
  await expectNoSidewaysScroll(keeper)
  await keeper.screenshot({ path: '../.build/screenshots/model-file-390-zh.png', fullPage: true })
  expect((await call(keeper, 'GET', '/api/model-file')).file ?? null).toBeNull()
  rmSync(join(folder, 'half.gguf'))
})
