import { join } from 'node:path'
import type { Locator, Page } from '@playwright/test'
import {
  PHONE, address, call, expect, expectAccessible, expectNoSidewaysScroll, gather, say, sitDown, test, timeline
} from '../people'

const SHOTS = join(import.meta.dirname, '../../.build/screenshots')

test('a red packet is sent, opened on a phone, runs out, and is verified', async ({ someone }) => {
  test.slow()
  const [hong, ming, li] = [await someone('小红'), await someone('小明', PHONE), await someone('小李')]
  const number = await gather('火锅派', hong, ming, li)
  await sitDown(hong, number)
  await sitDown(ming, number)

  const sheet = await sending(hong, '发红包')
  await sheet.getByLabel('总金币').fill('201')
  await sheet.getByLabel('份数').fill('0')
  await sheet.getByRole('button', { name: '塞进红包' }).click()
  await expect(sheet.getByText('填 1 到 1,000 的整数')).toBeVisible()
  await sheet.getByLabel('份数').fill('2')
  await sheet.getByRole('button', { name: '塞进红包' }).click()
  await expect(sheet.getByText('你的金币不够')).toBeVisible()
  await sheet.getByLabel('总金币').fill('60')
  await expect(sheet.getByText('你的金币不够')).toHaveCount(0)
  await expectAccessible(hong)
  await hong.screenshot({ path: join(SHOTS, 'red-packet-send-desktop.png') })
  await sheet.getByRole('button', { name: '塞进红包' }).click()
  await expect(sheet).toHaveCount(0)

  await card(ming, '恭喜发财').tap()
  await expect(ming.getByRole('button', { name: '打开红包' })).toBeVisible()
  await expectAccessible(ming)
  await ming.screenshot({ path: join(SHOTS, 'red-packet-closed-phone.png') })
  await ming.getByRole('button', { name: '打开红包' }).tap()
  const first = await amount(ming, '小红 的红包')
  await expectNoSidewaysScroll(ming)
  await ming.screenshot({ path: join(SHOTS, 'red-packet-opened-phone.png') })

  await card(hong, '恭喜发财').click()
  await hong.getByRole('button', { name: '打开红包' }).click()
  const second = await amount(hong, '小红 的红包')
  expect(first + second).toBe(60)
  await expect(hong.getByText('手气最佳')).toHaveCount(1)

  await sitDown(li, number)
  await card(li, '恭喜发财').click()
  await expect(li.getByText('已领 2/2 个，共 60 金币')).toBeVisible()
  await expect(card(li, '已领完')).toBeVisible()

  await hong.getByRole('button', { name: '验一验' }).click()
  await expect(hong.getByText('全部对上')).toBeVisible()
  await expectAccessible(hong)
  await hong.screenshot({ path: join(SHOTS, 'red-packet-verify-desktop.png') })

  await ming.goto(`${address()}/coins`)
  await expect(ming.getByText('抢到红包')).toBeVisible()
  await expectAccessible(ming)
  await ming.screenshot({ path: join(SHOTS, 'coins-phone.png') })
})

test('whoever says the passphrase in the room opens it, in English and in the dark', async ({ someone }) => {
  const english = { locale: 'en-US' }
  const [hong, ming] = [await someone('Rose', english), await someone('Max', { ...PHONE, ...english, colorScheme: 'dark' as const })]
  for (const one of [hong, ming]) await call(one, 'PATCH', '/api/me', { language: 'en' })
  const number = await gather('Hearth', hong, ming)
  await sitDown(hong, number)
  await sitDown(ming, number)

  const sheet = await sending(hong, 'Send a red packet')
  await sheet.getByLabel('Kind').selectOption('passphrase')
  await sheet.getByLabel('Coins in all').fill('10')
  await sheet.getByLabel('Shares').fill('2')
  await sheet.getByRole('textbox', { name: 'Passphrase' }).fill('Warm hearth')
  await sheet.getByRole('button', { name: 'Send it' }).click()
  await expect(sheet).toHaveCount(0)

  await card(ming, 'Open it').tap()
  await ming.getByLabel('Say the passphrase').fill('cold hearth')
  await ming.getByRole('button', { name: 'Open', exact: true }).tap()
  await expect(ming.getByText('Not quite; think again')).toBeVisible()
  await ming.screenshot({ path: join(SHOTS, 'red-packet-passphrase-phone-en-dark.png') })
  await ming.keyboard.press('Escape')
  await say(ming, 'warm, HEARTH!')
  await expect(card(ming, 'You got')).toBeVisible()
  await ming.screenshot({ path: join(SHOTS, 'red-packet-said-phone-en-dark.png') })
})

async function sending(page: Page, title: string): Promise<Locator> {
  await page.getByRole('button', { name: /更多可以发的|More to put in/ }).click()
  await page.getByRole('menuitem', { name: /^(红包|Red packet)$/ }).click()
  return page.getByRole('dialog', { name: title })
}

function card(page: Page, text: string): Locator {
  return timeline(page).getByRole('button', { name: new RegExp(`(的红包|Red packet).*${text}`) })
}

/** What one has got, as the dialog shows it. */
async function amount(page: Page, title: string): Promise<number> {
  const shown = page.getByRole('dialog', { name: title }).getByRole('status').filter({ hasText: /^\d+ 金币$/ })
  await expect(shown).toBeVisible()
  return parseInt(await shown.innerText(), 10)
}
