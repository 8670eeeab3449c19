import { execFileSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import type { Page } from '@playwright/test'
import {
  PHONE, address, askHost, call, composer, expect, expectAccessible, expectNoSidewaysScroll, gather, openActions, post, roomOf,
  row, sitDown, test, timeline
} from '../people'

const JAVA_HOME = process.env.WEILU_JAVA_HOME ?? process.env.JAVA_HOME
const SHOTS = join(import.meta.dirname, '../../.build/screenshots')

test('a message is forwarded into two rooms with its author, and an answer keeps its mark', async ({ someone }) => {
  const [hong, ming] = [await someone('小红'), await someone('小明')]
  const from = await gather('火锅派', hong, ming)
  const [first, second] = [await roomOf(hong, '羽毛球派'), await roomOf(hong, '读书派')]
  await post(ming, from, '周六七点在老地方吃火锅')
  await hong.reload()

  const sheet = await openActions(hong, '周六七点')
  await sheet.getByRole('button', { name: '转发' }).click()
  const dialog = hong.getByRole('dialog', { name: '转发到哪里？' })
  await dialog.getByRole('button', { name: '转发' }).click()
  await expect(dialog.getByText('先选一个地方')).toBeVisible()
  await dialog.getByRole('searchbox').fill('羽毛')
  await expect(dialog.getByRole('checkbox')).toHaveCount(1)
  await dialog.getByRole('checkbox', { name: '羽毛球派' }).check()
  await dialog.getByRole('searchbox').fill('')
  await dialog.getByRole('checkbox', { name: '读书派' }).check()
  await dialog.getByLabel('顺便说一句').fill('谁一起去？')
  await expectAccessible(hong)
  await hong.screenshot({ path: join(SHOTS, 'forward-desktop.png') })
  await dialog.getByRole('button', { name: '转发到 2 个地方' }).click()
  await expect(dialog).toHaveCount(0)
  for (const number of [first, second]) {
    await sitDown(hong, number)
    await expect(row(hong, '转发自 小明').first()).toContainText('周六七点在老地方吃火锅')
    await expect(row(hong, '谁一起去？')).toBeVisible()
    await expect(row(hong, '转发自 小明').first().locator('[data-ai]')).toHaveCount(0)
  }

  await sitDown(hong, from)
  await askHost(hong, '你好')
  const answered = async (): Promise<{ seq: number; body: string } | undefined> =>
    (await call(hong, 'GET', `/api/rooms/${from}/messages`)).messages.find(
      (one: { answer?: object | null; quote?: number | null }) => one.answer != null && one.quote != null
    )
  await expect.poll(answered).toBeTruthy()
  const said = (await answered())!
  expect(said.body).not.toBe('')
  await call(hong, 'POST', `/api/rooms/${first}/forwarded`, { clientMessageId: crypto.randomUUID(), room: Number(from), message: said.seq })
  await sitDown(hong, first)
  await expect(row(hong, '转发自 阿炉')).toContainText('AI 生成')
  expect(await row(hong, '转发自 阿炉').locator('[data-ai]').getAttribute('data-ai')).toContain('"agent":"阿炉"')
  await hong.screenshot({ path: join(SHOTS, 'forwarded-desktop.png') })
})

test('forwarding works by keyboard and on a narrow phone, and not out of a room that keeps its words', async ({ someone }) => {
  const hong = await someone('小红')
  const from = await gather('火锅派', hong)
  await roomOf(hong, '读书派')
  await post(hong, from, '周六七点')
  await hong.reload()
  await row(hong, '周六七点').focus()
  await hong.keyboard.press('f')
  await hong.getByRole('checkbox', { name: '读书派' }).press('Space')
  await hong.keyboard.press('Escape')
  await expect(hong.getByRole('dialog')).toHaveCount(0)

  const phone = await someone('小明', { ...PHONE, viewport: { width: 320, height: 640 }, colorScheme: 'dark' })
  await call(phone, 'POST', `/api/rooms/${from}/join`)
  await roomOf(phone, '一个名字特别特别长的派，长到一行怎么也放不下它')
  await sitDown(phone, from)
  const sheet = await openActions(phone, '周六七点')
  await sheet.getByRole('button', { name: '转发' }).tap()
  await expect(phone.getByRole('dialog', { name: '转发到哪里？' })).toBeVisible()
  await expectNoSidewaysScroll(phone)
  await phone.screenshot({ path: join(SHOTS, 'forward-phone-dark.png') })
  await phone.goBack()

  await call(hong, 'PATCH', `/api/rooms/${from}`, { staysHere: true })
  await sitDown(hong, from)
  await expect((await openActions(hong, '周六七点')).getByRole('button', { name: '转发' })).toHaveCount(0)
})

test('the composer has one plus before the words, at 320 pixels too', async ({ someone }) => {
  const phone = await someone('小红', { ...PHONE, viewport: { width: 320, height: 640 } })
  await gather('火锅派', phone)
  expect((await composer(phone).boundingBox())!.width).toBeGreaterThan(160)
  await phone.getByRole('button', { name: '更多可以发的' }).tap()
  for (const name of ['添加图片或文件', '悄悄问']) {
    await expect(phone.getByRole('menuitem', { name })).toBeVisible()
  }
  await expectAccessible(phone)
  await expectNoSidewaysScroll(phone)
  await phone.screenshot({ path: join(SHOTS, 'plus-phone.png') })
  await phone.keyboard.press('Escape')
  await expect(phone.getByRole('menu')).toHaveCount(0)
})

test('a whisper with a file is between two, and in no export; the export is a page that marks what an agent wrote', async ({ someone }) => {
  test.slow()
  const [hong, ming] = [await someone('小红'), await someone('小明')]
  const number = await gather('火锅派', hong, ming)
  await post(ming, number, '周六七点在老地方吃火锅，每人五十 <script>alert(1)</script>')

  await hong.getByRole('button', { name: '更多可以发的' }).click()
  await hong.getByRole('menuitem', { name: '悄悄问' }).click()
  const chooser = hong.waitForEvent('filechooser')
  await hong.getByRole('button', { name: '添加图片或文件' }).click()
  await (await chooser).setFiles({ name: '惊喜.txt', mimeType: 'text/plain', buffer: Buffer.from('蛋糕藏在柜子里') })
  await composer(hong).fill('火锅是几点？')
  await composer(hong).press('Enter')
  const card = hong.getByRole('region', { name: /悄悄话/ })
  await expect(card).toContainText('火锅是几点？')
  await expect(card).toContainText('惊喜.txt')
  await expect(card).toContainText('七点')
  await hong.screenshot({ path: join(SHOTS, 'whisper-file.png') })
  await expect(timeline(ming)).not.toContainText('惊喜')
  expect((await call(ming, 'GET', `/api/rooms/${number}/search?query=${encodeURIComponent('惊喜')}`)).hits ?? []).toEqual([])

  await ming.goto(`${address()}/r/${number}/settings`)
  const section = ming.locator('section').filter({ has: ming.getByRole('heading', { name: '导出', exact: true }) })
  await section.scrollIntoViewIfNeeded()
  const download = ming.waitForEvent('download')
  await section.getByRole('button', { name: '导出消息' }).click()
  const file = await download
  await expect(section.getByRole('list', { name: '谁导出过' })).toContainText('小明')
  await expectAccessible(ming)
  await ming.screenshot({ path: join(SHOTS, 'export-desktop.png') })

  const folder = mkdtempSync(join(tmpdir(), 'weilu-export-'))
  try {
    await file.saveAs(join(folder, 'room.zip'))
    const jar = JAVA_HOME === undefined ? 'jar' : join(JAVA_HOME, 'bin/jar')
    execFileSync(jar, ['--extract', '--file', 'room.zip'], { cwd: folder })
    const lines = readFileSync(join(folder, 'messages.jsonl'), 'utf8').trim().split('\n').map((line) => JSON.parse(line))
    expect(lines.some((line) => line.body?.startsWith('周六七点') && line.ai === undefined)).toBe(true)
    expect(lines.filter((line) => line.author.kind === 'agent').every((line) => line.AIGC.Label === '1')).toBe(true)
    await expectExported(ming, join(folder, 'messages.html'))
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
  await hong.goto(`${address()}/r/${number}/settings`)
  await expect(hong.getByRole('list', { name: '谁导出过' })).toContainText('小明')
})

async function expectExported(page: Page, path: string): Promise<void> {
  page.on('dialog', () => {
    throw new Error('a script of a message ran')
  })
  await page.goto(pathToFileURL(path).href)
  await expect(page.getByText('每人五十 <script>alert(1)</script>')).toBeVisible()
  await expect(page.locator('article[data-ai] .ai').last()).toBeVisible()
  await expect(page.locator('body')).not.toContainText('惊喜')
  await page.screenshot({ path: join(SHOTS, 'export-page.png') })
}
