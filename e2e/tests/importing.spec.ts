import type { Page } from '@playwright/test'
import { address, expect, roomOf, row, said, sitDown, test } from '../people'

const LINES = 400

/** A WhatsApp chat as an Android phone exports it. */
function whatsApp(lines: number): string {
  const two = (n: number): string => String(n).padStart(2, '0')
  return Array.from({ length: lines }, (_, n) =>
    `2024/1/${1 + (n % 28)} ${two(Math.floor(n / 60) % 24)}:${two(n % 60)} - ${n % 2 ? '王阿姨' : '李叔叔'}: 旧话第 ${n} 句`).join('\n') + '\n'
}

const telegram = JSON.stringify({
  name: '旧群', type: 'private_group', id: 77,
  messages: [
    { id: 1, type: 'message', date: '2023-05-01T20:00:00', date_unixtime: '1682942400', from: '老张', from_id: 'user1', text: '五一去哪儿？' },
    { id: 2, type: 'message', date: '2023-05-01T20:01:00', date_unixtime: '1682942460', from: '老陈', from_id: 'user2', reply_to_message_id: 1, text: '去青岛' }
  ]
})

async function bring(page: Page, name: string, text: string): Promise<void> {
  const chooser = page.waitForEvent('filechooser')
  await page.getByRole('button', { name: '选文件' }).click()
  await (await chooser).setFiles({ name, mimeType: 'text/plain', buffer: Buffer.from(text) })
}

test('an old chat is brought in with its names and times, and twice adds nothing twice', async ({ someone }) => {
  const [hong, ming] = [await someone('小红'), await someone('小明')]
  const number = await roomOf(hong, '搬家', [ming])
  await sitDown(ming, number)
  await hong.goto(`${address()}/r/${number}/settings/room`)
  const section = hong.locator('section').filter({ has: hong.getByRole('heading', { name: '带来旧聊天' }) })
  await bring(hong, 'WhatsApp Chat.txt', whatsApp(LINES))
  await expect(section.getByText('导入完成')).toBeVisible()
  await expect(section.getByText(`已带来 ${LINES} 条，0 条原来就有`)).toBeVisible()
  await expect(row(ming, `旧话第 ${LINES - 1} 句`).getByText('王阿姨')).toBeVisible()

  await bring(hong, 'WhatsApp Chat.txt', whatsApp(LINES))
  await expect(section.getByText(`已带来 0 条，${LINES} 条原来就有`)).toBeVisible()
  await bring(hong, 'result.json', telegram)
  await expect(section.getByText('已带来 2 条，0 条原来就有')).toBeVisible()
  await expect(row(ming, '去青岛').getByRole('button').filter({ hasText: '五一去哪儿？' })).toBeVisible()
})

test('a broken line is told by its number, and skipped only when asked', async ({ someone }) => {
  const hong = await someone('小红')
  const number = await roomOf(hong, '坏行')
  await hong.goto(`${address()}/r/${number}/settings/room`)
  const section = hong.locator('section').filter({ has: hong.getByRole('heading', { name: '带来旧聊天' }) })
  const broken = whatsApp(3) + '2024/13/45 25:61 - 王阿姨: 没有这一天\n' + '2024/2/1 09:00 - 李叔叔: 后面这句好好的\n'
  await bring(hong, 'WhatsApp Chat.txt', broken)
  await expect(section.getByText('有看不懂的行，所以一条也没有导入')).toBeVisible()
  await expect(section.getByText(/^第 4 行：/)).toBeVisible()
  await section.getByLabel('看不懂的行就跳过').check()
  await bring(hong, 'WhatsApp Chat.txt', broken)
  await expect(section.getByText('已带来 4 条，0 条原来就有')).toBeVisible()
  await sitDown(hong, number)
  await expect(said(hong, '后面这句好好的')).toBeVisible()
})
