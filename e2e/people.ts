import AxeBuilder from '@axe-core/playwright'
import {
  expect, test as base, type BrowserContext, type BrowserContextOptions, type Locator, type Page
} from '@playwright/test'

export { expect }
export const address = (): string => process.env.WEILU_E2E_ADDRESS!
export const PASSWORD = '一炉好火 warm enough'

export const DESKTOP: BrowserContextOptions = { viewport: { width: 1280, height: 800 } }
export const PHONE: BrowserContextOptions = {
  viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true, deviceScaleFactor: 2
}

interface Company {
  /** A browser of one's own, as a person has, that is signed in nowhere; closed when the test ends. */
  newBrowser(options?: BrowserContextOptions): Promise<Page>
  /** Somebody with an account on the shared server, made over the HTTP API. */
  someone(displayName: string, options?: BrowserContextOptions): Promise<Page>
}

let made = 0

export const test = base.extend<Company>({
  newBrowser: async ({ browser }, use) => {
    const open: BrowserContext[] = []
    await use(async (options = DESKTOP) => {
      const context = await browser.newContext(options)
      open.push(context)
      return context.newPage()
    })
    for (const context of open) {
      await context.close()
    }
  },
  someone: async ({ newBrowser }, use) => {
    await use(async (displayName, options = DESKTOP) => {
      const page = await newBrowser(options)
      await call(page, 'POST', '/api/accounts', {
        name: newName(), password: PASSWORD, displayName, language: 'zh-CN', timeZone: 'Asia/Shanghai'
      })
      return page
    })
  }
})

/** A sign-in name that nobody has. */
export function newName(): string {
  made += 1
  return `p${process.pid}-${made}`
}

/** One request over the HTTP API with the cookie of this browser; gives what was answered. */
export async function call(page: Page, method: string, path: string, data?: unknown): Promise<any> {
  const home = page.url().startsWith('http') ? new URL(page.url()).origin : address()
  const answer = await page.request.fetch(home + path, { method, headers: { Origin: home }, data })
  const text = await answer.text()
  expect(answer.ok(), `${method} ${path}: ${answer.status()} ${text}`).toBe(true)
  return text === '' ? undefined : JSON.parse(text)
}

/** Makes a room, open to who has its number, and lets these people in; gives its number. */
export async function roomOf(owner: Page, name: string, others: Page[] = [], visibility = 'unlisted'): Promise<string> {
  const number = String((await call(owner, 'POST', '/api/rooms', { name, visibility })).room.id)
  for (const other of others) {
    await call(other, 'POST', `/api/rooms/${number}/join`)
  }
  return number
}

/** Opens the room, ready to write in. */
export async function sitDown(page: Page, number: string): Promise<void> {
  await page.goto(`${address()}/r/${number}`)
  await expect(composer(page)).toBeVisible()
}

/** A room with these people sitting in it. */
export async function gather(name: string, ...people: Page[]): Promise<string> {
  const number = await roomOf(people[0], name, people.slice(1))
  await Promise.all(people.map((page) => sitDown(page, number)))
  return number
}

/** Says something over the HTTP API; gives its place in the room. */
export async function post(page: Page, number: string, body: string, more: object = {}): Promise<number> {
  const message = { clientMessageId: crypto.randomUUID(), body, ...more }
  return (await call(page, 'POST', `/api/rooms/${number}/messages`, message)).seq
}

/** Says much at once: an old chat of these lines, brought in over the HTTP API. */
export async function fill(page: Page, number: string, lines: string[]): Promise<void> {
  const imports = `/api/rooms/${number}/imports`
  const chat = lines.map((line) => `2024-01-05 20:31 李四: ${line}`).join('\n')
  const started = await page.request.post(`${address()}${imports}?format=wechat&name=chat.txt`, {
    headers: { Origin: address(), 'Content-Type': 'application/octet-stream' }, data: Buffer.from(chat)
  })
  const { importId } = await started.json()
  await expect.poll(async () => (await call(page, 'GET', `${imports}/${importId}`)).state).toBe('done')
}

export function composer(page: Page): Locator {
  return page.locator('[data-composer]')
}

/** Writes and sends: by Enter at a desk, by the button on a phone, where Enter begins a line. */
export async function say(page: Page, text: string): Promise<void> {
  await composer(page).fill(text)
  await send(page)
}

export async function send(page: Page): Promise<void> {
  if (await page.evaluate(() => matchMedia('(pointer: coarse)').matches)) {
    await page.getByRole('button', { name: /^(发送|Send)$/ }).tap()
  } else {
    await composer(page).press('Enter')
  }
}

/** What was said in the room. The list of rooms shows a preview and the live region repeats it: those are left out. */
export function timeline(page: Page): Locator {
  return page.getByRole('feed')
}

/** The message with exactly this text: one's own echo or what the server sent. */
export function said(page: Page, text: string | RegExp): Locator {
  return timeline(page).getByText(text, { exact: true })
}

/** The whole row of a message, once the server has it. */
export function row(page: Page, text: string | RegExp): Locator {
  return timeline(page).locator('article[data-seq]').filter({ hasText: text })
}

/** The latest words of 阿炉. */
export function answer(page: Page): Locator {
  return timeline(page).getByRole('article', { name: /^阿炉/ }).last()
}

/** Asks 阿炉 by completing the mention, as people do. */
export async function askHost(page: Page, text: string): Promise<void> {
  await composer(page).fill('@阿')
  const host = page.getByRole('option').filter({ hasText: '阿炉' })
  await expect(host).toHaveCount(1)
  if (await page.evaluate(() => matchMedia('(pointer: coarse)').matches)) {
    await host.tap()
  } else {
    await composer(page).press('Enter')
  }
  await page.keyboard.insertText(` ${text}`)
  await send(page)
}

/** All that can be done with a message: by the button that hovers over it, or by holding a finger on it. */
export async function openActions(page: Page, text: string): Promise<Locator> {
  const sheet = page.getByRole('dialog')
  if (await page.evaluate(() => matchMedia('(pointer: coarse)').matches)) {
    await row(page, text).scrollIntoViewIfNeeded()
    const { x, y } = (await row(page, text).locator('p').last().boundingBox())!
    const finger = await page.context().newCDPSession(page)
    await finger.send('Input.dispatchTouchEvent', { type: 'touchStart', touchPoints: [{ x: x + 4, y: y + 4 }] })
    await expect(sheet).toBeVisible()
    await finger.send('Input.dispatchTouchEvent', { type: 'touchEnd', touchPoints: [] })
    await finger.detach()
  } else {
    await row(page, text).hover()
    await row(page, text).getByRole('button', { name: /^(更多|More)$/ }).click()
    await expect(sheet).toBeVisible()
  }
  return sheet
}

/** No serious or critical finding of axe on what is shown now, by all of its rules or by these. */
export async function expectAccessible(page: Page, ...rules: string[]): Promise<void> {
  const axe = new AxeBuilder({ page })
  const { violations } = await (rules.length === 0 ? axe : axe.withRules(rules)).analyze()
  const grave = violations.filter((one) => one.impact === 'serious' || one.impact === 'critical')
  expect(grave.map((one) => `${one.id}: ${one.nodes.map((node) => node.html).join(' ')}`)).toEqual([])
}

/** Nothing reaches over the edge of the screen. */
export async function expectNoSidewaysScroll(page: Page): Promise<void> {
  const wider = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth)
  expect(wider, `${page.url()} scrolls sideways`).toBeLessThanOrEqual(0)
}
