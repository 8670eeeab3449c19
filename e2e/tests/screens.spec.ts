import type { BrowserContextOptions, Page } from '@playwright/test'
import { OWNER } from '../sharedServer'
import { DESKTOP, PHONE, address, call, expect, expectAccessible, expectNoSidewaysScroll, test } from '../people'
import { OUTSIDE, inside, setScene, type Locale, type Scene, type Screen } from '../screens'

const NARROW = { width: 320, height: 640 }
const STILL_PHONE: BrowserContextOptions = { ...PHONE, deviceScaleFactor: 1 }

/** Day and night, and both languages, differ in colours and words; each is looked at once at the size that is tightest. */
interface Visit {
  size: 'phone' | 'desktop'
  locale: Locale
  options: BrowserContextOptions
  looks: ('light' | 'dark')[]
}
const VISITS: Visit[] = [
  { size: 'phone', locale: 'zh-CN', options: STILL_PHONE, looks: ['light', 'dark'] },
  { size: 'phone', locale: 'en-US', options: STILL_PHONE, looks: ['light'] },
  { size: 'desktop', locale: 'zh-CN', options: DESKTOP, looks: ['light'] }
]

/** Every screen as it is: nobody is shut out, and nothing hangs over the edge. */
async function look(page: Page, scene: Scene, screens: Screen[], { size, locale, looks }: Visit): Promise<void> {
  for (const { name, open } of screens) {
    await test.step(name, async () => {
      await page.emulateMedia({ colorScheme: 'light' })
      await open(page, scene)
      for (const colorScheme of looks) {
        await page.emulateMedia({ colorScheme })
        await page.screenshot({ path: `../.build/screenshots/${name}-${size}-${colorScheme}-${locale.slice(0, 2)}.png` })
        // By night only the colours are others.
        await expectAccessible(page, ...(colorScheme === 'dark' ? ['color-contrast'] : []))
      }
      await expectNoSidewaysScroll(page)
      if (size === 'phone') {
        const before = page.viewportSize()!
        await page.setViewportSize(NARROW)
        await expectNoSidewaysScroll(page)
        await page.setViewportSize(before)
      }
    })
  }
}

for (const visit of VISITS) {
  test(`every screen, ${visit.size}, ${visit.locale}`, async ({ someone, newBrowser }) => {
    test.slow()
    const still: BrowserContextOptions = { ...visit.options, locale: visit.locale, reducedMotion: 'reduce' }
    const chinese = visit.locale === 'zh-CN'
    const language = chinese ? visit.locale : 'en'
    const [hong, ming] = [await newBrowser(still), await someone(chinese ? '小明' : 'Ming')]
    await call(hong, 'POST', '/api/sign-ins', OWNER)
    await call(hong, 'PATCH', '/api/me', { displayName: chinese ? '小红' : 'Hong', language })
    const scene = await setScene(hong, ming, visit.locale)
    await look(hong, scene, inside(visit.locale), visit)
    const stranger = await newBrowser(still)
    await look(stranger, scene, OUTSIDE, visit)
    const newcomer = await someone(chinese ? '路人' : 'Newcomer', still)
    await call(newcomer, 'PATCH', '/api/me', { language })
    await look(newcomer, scene, [{ name: 'empty-list', open: openEmpty }], visit)
  })
}

async function openEmpty(page: Page): Promise<void> {
  await page.goto(address())
  await expect(page.getByRole('heading', { name: /还没有派|No rooms yet/ })).toBeVisible()
}
