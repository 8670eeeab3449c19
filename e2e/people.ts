import AxeBuilder from '@axe-core/playwright'
import { expect, type Browser, type BrowserContextOptions, type Locator, type Page } from '@playwright/test'

export const address = (): string => process.env.WEILU_ADDRESS!

const PASSWORD = '一炉好火 warm enough'

/** A browser of one's own, as a person has. */
export async function browserOf(browser: Browser, options: BrowserContextOptions = {}): Promise<Page> {
  const context = await browser.newContext(options)
  return context.newPage()
}

/** Signs up on the screen; a person's first visit. */
export async function signUp(page: Page, name: string, displayName: string, path = '/sign-up'): Promise<void> {
  await page.goto(address() + path)
  await page.getByLabel('名字', { exact: true }).fill(name)
  await page.getByLabel('昵称', { exact: true }).fill(displayName)
  await page.getByLabel('密码', { exact: true }).fill(PASSWORD)
  await page.getByRole('button', { name: '注册' }).click()
  await expect(page.getByRole('heading', { name: '还没有派' })).toBeVisible()
}

/** Makes a room from the empty list; gives its number. */
export async function makeRoom(page: Page, name: string): Promise<string> {
  await page.getByRole('button', { name: '建一个派' }).last().click()
  await page.getByLabel('派名').fill(name)
  await page.keyboard.press('Enter')
  await page.waitForURL(/\/r\/\d{9}/)
  return /\/r\/(\d{9})/.exec(page.url())![1]
}

/** Lets anybody in who has the number; a new room asks for approval. */
export async function openDoor(page: Page, number: string): Promise<void> {
  const changed = await page.request.patch(`${address()}/api/rooms/${number}`, {
    headers: { Origin: address() },
    data: { visibility: 'unlisted' }
  })
  expect(changed.status()).toBe(200)
}

export async function joinByNumber(page: Page, number: string): Promise<void> {
  await page.getByRole('button', { name: '加入派' }).last().click()
  await page.getByLabel('派号或口令').fill(number)
  await page.keyboard.press('Enter')
  await page.waitForURL(new RegExp(`/r/${number}`))
}

export async function say(page: Page, text: string): Promise<void> {
  await composer(page).fill(text)
  await composer(page).press('Enter')
}

/** What was said in the room. The list of rooms shows a preview and the live region repeats it: those are left out. */
export function timeline(page: Page): Locator {
  return page.getByRole('feed')
}

export function composer(page: Page): Locator {
  return page.locator('[data-composer]')
}

/** The message with exactly this text: one's own echo or what the server sent. */
export function said(page: Page, text: string | RegExp): Locator {
  return timeline(page).getByText(text, { exact: true })
}

/** Asks 阿炉 by completing the mention, as people do. */
export async function askHost(page: Page, text: string): Promise<void> {
  const box = composer(page)
  await box.fill('@阿')
  await expect(page.getByRole('option', { name: '阿炉' })).toHaveCount(1)
  await box.press('Enter')
  await page.keyboard.type(` ${text}`)
  await box.press('Enter')
}

/** No serious or critical finding of axe on what is shown now. */
export async function expectAccessible(page: Page): Promise<void> {
  const { violations } = await new AxeBuilder({ page }).analyze()
  const grave = violations.filter((one) => one.impact === 'serious' || one.impact === 'critical')
  expect(grave.map((one) => `${one.id}: ${one.nodes.map((node) => node.html).join(' ')}`)).toEqual([])
}
