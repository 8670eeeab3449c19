import type { Locator, Page } from '@playwright/test'
import { PASSWORD, address, call, composer, expect, newName, post, roomOf, row, said, test, timeline } from '../people'

const STOPS_MAX = 40

/** Goes on by Tab until the focus is there; the focus is never lost on the way. */
async function tabTo(page: Page, goal: Locator, key = 'Tab'): Promise<void> {
  for (let stop = 0; stop < STOPS_MAX; stop++) {
    if (await goal.evaluate((element) => element === document.activeElement)) {
      return
    }
    await page.keyboard.press(key)
  }
  throw new Error(`${goal} is not reached by ${key}`)
}

async function focusIsSomewhere(page: Page): Promise<void> {
  await expect.poll(() => page.evaluate(() => document.activeElement?.tagName)).not.toBe('BODY')
}

test('an evening without a mouse', async ({ someone, newBrowser }) => {
  const hong = await someone('小红')
  const number = await roomOf(hong, '键盘派')
  await post(hong, number, '谁会用键盘？')
  const ming = await newBrowser()
  const name = newName()
  await call(ming, 'POST', '/api/accounts', { name, password: PASSWORD, displayName: '小明', language: 'zh-CN', timeZone: 'Asia/Shanghai' })
  await call(ming, 'POST', `/api/rooms/${number}/join`)
  await call(ming, 'DELETE', '/api/sign-ins/current')

  await test.step('sign in', async () => {
    await ming.goto(address())
    await tabTo(ming, ming.getByLabel('名字'))
    await ming.keyboard.type(name)
    await tabTo(ming, ming.getByLabel('密码', { exact: true }))
    await ming.keyboard.insertText(PASSWORD)
    await ming.keyboard.press('Enter')
  })

  await test.step('choose the room, and write at once', async () => {
    const tile = ming.getByRole('link', { name: /键盘派/ })
    await expect(tile).toBeVisible()
    await tabTo(ming, tile)
    await ming.keyboard.press('Enter')
    await expect(composer(ming)).toBeFocused()
    await ming.keyboard.insertText('我会')
    await ming.keyboard.press('Enter')
    await expect(row(ming, '我会')).toBeVisible()
    await expect(composer(ming)).toBeFocused()
  })

  await test.step('go up to a message, and react', async () => {
    await tabTo(ming, timeline(ming), 'Shift+Tab')
    await ming.keyboard.press('ArrowUp')
    await expect(row(ming, '我会')).toBeFocused()
    await ming.keyboard.press('ArrowUp')
    await expect(row(ming, '谁会用键盘？')).toBeFocused()
    await ming.keyboard.press('r')
    const picker = ming.getByRole('dialog', { name: '回应' })
    await expect(picker).toBeVisible()
    await tabTo(ming, picker.getByRole('button', { name: '😀' }))
    await ming.keyboard.press('Enter')
    await expect(row(ming, '谁会用键盘？').getByRole('button', { name: /^😀 1 人/ })).toBeVisible()
    await expect(row(ming, '谁会用键盘？')).toBeFocused()
  })

  await test.step('open and leave its actions; quote it', async () => {
    await ming.keyboard.press('Enter')
    await expect(ming.getByRole('dialog')).toBeVisible()
    await ming.keyboard.press('Escape')
    await expect(ming.getByRole('dialog')).toHaveCount(0)
    await expect(row(ming, '谁会用键盘？')).toBeFocused()
    await ming.keyboard.press('q')
    await expect(composer(ming)).toBeFocused()
    await expect(ming.getByText('引用 小红')).toBeVisible()
    await ming.keyboard.insertText('这样引用')
    await ming.keyboard.press('Enter')
    await expect(row(ming, '这样引用').getByRole('button').filter({ hasText: '谁会用键盘？' })).toBeVisible()
  })

  await test.step('edit the last one by the arrow, and think better of it', async () => {
    await ming.keyboard.press('ArrowUp')
    await expect(composer(ming)).toHaveValue('这样引用')
    await ming.keyboard.press('Escape')
    await expect(composer(ming)).toHaveValue('')
    await expect(composer(ming)).toBeFocused()
  })

  await test.step('recall it by the keys', async () => {
    await tabTo(ming, timeline(ming), 'Shift+Tab')
    await ming.keyboard.press('ArrowUp')
    await expect(row(ming, '这样引用')).toBeFocused()
    await ming.keyboard.press('Delete')
    const sure = ming.getByRole('dialog', { name: '撤回这条消息？' })
    await tabTo(ming, sure.getByRole('button', { name: '撤回' }))
    await ming.keyboard.press('Enter')
    await expect(said(ming, '你撤回了一条消息')).toBeVisible()
    await expect(ming.getByRole('dialog')).toHaveCount(0)
    await focusIsSomewhere(ming)
  })

  await test.step('the menu and the search', async () => {
    const menu = ming.getByRole('button', { name: '更多', exact: true })
    await tabTo(ming, menu, 'Shift+Tab')
    await ming.keyboard.press('Enter')
    await expect(ming.getByRole('menu')).toBeVisible()
    await ming.keyboard.press('ArrowDown')
    await expect(ming.getByRole('menuitemradio', { name: '所有消息' })).toBeFocused()
    await ming.keyboard.press('Escape')
    await expect(ming.getByRole('menu')).toHaveCount(0)
    await expect(menu).toBeFocused()
    await tabTo(ming, ming.getByRole('button', { name: '在派里搜索' }), 'Shift+Tab')
    await ming.keyboard.press('Enter')
    await expect(ming.getByRole('searchbox')).toBeFocused()
    await ming.keyboard.insertText('键盘')
    const hit = ming.getByRole('dialog').getByRole('listitem').getByRole('button')
    await expect(hit).toHaveCount(1)
    await tabTo(ming, hit)
    await ming.keyboard.press('Enter')
    await expect(ming.getByRole('dialog')).toHaveCount(0)
    await focusIsSomewhere(ming)
  })
})
