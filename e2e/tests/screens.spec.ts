import type { BrowserContextOptions, Page } from '@playwright/test'
import { OWNER } from '../sharedServer'
import { DESKTOP, PHONE, address, call, expect, expectAccessible, expectNoSidewaysScroll, test } from '../people'
import { OUTSIDE, inside, setScene, type Locale, type Scene, type Screen } from '../screens'

const NARROW = { width: 320, height: 640 }
const SIZES: { name: string; options: BrowserContextOptions }[] = [
  { name: 'phone', options: { ...PHONE, deviceScaleFactor: 1 } },
  { name: 'desktop', options: DESKTOP }
]

/** Every screen as it is, day and night: nobody is shut out, and nothing hangs over the edge. */
async function look(page: Page, scene: Scene, screens: Screen[], size: string, locale: Locale): Promise<void> {
  for (const { name, open } of screens) {
    await test.step(name, async () => {
      await page.emulateMedia({ colorScheme: 'light' })
      await open(page, scene)
      for (const colorScheme of ['light', 'dark'] as const) {
        await page.emulateMedia({ colorScheme })
        await page.screenshot({ path: `../.build/screenshots/${name}-${size}-${colorScheme}-${locale.slice(0, 2)}.png` })
        if (locale === 'zh-CN') {
          // By night only the colours are others.
          await expectAccessible(page, ...(colorScheme === 'dark' ? ['color-contrast'] : []))
        }
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

for (const { name: size, options } of SIZES) {
  for (const locale of ['zh-CN', 'en-US'] as const) {
    test(`every screen, ${size}, ${locale}`, async ({ someone, newBrowser }) => {
      test.slow()
      const still: BrowserContextOptions = { ...options, locale, reducedMotion: 'reduce' }
      const language = locale === 'en-US' ? 'en' : locale
      const chinese = locale === 'zh-CN'
      const [hong, ming] = [await newBrowser(still), await someone(chinese ? '小明' : 'Ming')]
      await call(hong, 'POST', '/api/sign-ins', OWNER)
      await call(hong, 'PATCH', '/api/me', { displayName: chinese ? '小红' : 'Hong', language })
      const scene = await setScene(hong, ming, locale)
      await look(hong, scene, inside(locale), size, locale)
      const stranger = await newBrowser(still)
      await look(stranger, scene, OUTSIDE, size, locale)
      const newcomer = await someone(chinese ? '路人' : 'Newcomer', still)
      await call(newcomer, 'PATCH', '/api/me', { language })
      await look(newcomer, scene, [{ name: 'empty-list', open: openEmpty }], size, locale)
    })
  }
}

async function openEmpty(page: Page): Promise<void> {
  await page.goto(address())
  await expect(page.getByRole('heading', { name: /还没有派|No rooms yet/ })).toBeVisible()
}
