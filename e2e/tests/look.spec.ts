import { expect, test } from '@playwright/test'
import { address, browserOf, composer, expectAccessible, makeRoom, say, signUp } from '../people'

const SCREENS = [
  { name: 'phone', width: 390, height: 844 },
  { name: 'narrow', width: 320, height: 640 },
  { name: 'desktop', width: 1280, height: 800 }
]

for (const colorScheme of ['light', 'dark'] as const) {
  test(`every width holds the room without sideways scrolling, ${colorScheme}`, async ({ browser }) => {
    const page = await browserOf(browser, { colorScheme })
    await signUp(page, `look-${colorScheme}`, '小红')
    await makeRoom(page, '看一看')
    await say(page, '很长的一句话，'.repeat(12) + 'https://example.org/averylongaddress'.repeat(3))
    for (const screen of SCREENS) {
      await page.setViewportSize(screen)
      await expect(composer(page)).toBeVisible()
      const overflow = await page.evaluate(
        () => document.documentElement.scrollWidth - document.documentElement.clientWidth
      )
      expect(overflow, `${screen.name} scrolls sideways`).toBeLessThanOrEqual(0)
      await page.screenshot({ path: `../.build/screenshots/room-${screen.name}-${colorScheme}.png` })
    }
    await expectAccessible(page)
  })
}

test('an English browser is spoken to in English', async ({ browser }) => {
  const page = await browserOf(browser, { locale: 'en-GB' })
  await page.goto(address())
  await expect(page.getByRole('button', { name: 'Sign in', exact: true })).toBeVisible()
  await expectAccessible(page)
})
