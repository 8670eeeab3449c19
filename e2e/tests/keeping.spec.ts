import type { Page } from '@playwright/test'
import { address, call, composer, expect, gather, roomOf, said, say, sitDown, test } from '../people'

/** What a keeper does about a member, on the settings of the room. */
async function manage(keeper: Page, number: string, member: string, action: string): Promise<void> {
  await keeper.goto(`${address()}/r/${number}/settings/room`)
  await keeper.getByRole('button', { name: `管理 ${member}` }).click()
  await keeper.getByRole('menuitem', { name: action, exact: true }).click()
}

test('who is put out loses the room on every open tab, and may come again', async ({ someone }) => {
  const [hong, ming] = [await someone('小红'), await someone('小明')]
  const number = await gather('散场', hong, ming)
  const second = await ming.context().newPage()
  await sitDown(second, number)
  const third = await ming.context().newPage()
  await third.goto(address())
  await expect(third.getByRole('link', { name: /散场/ })).toBeVisible()
  await manage(hong, number, '小明', '请出去')
  const out = Date.now()
  await Promise.all([
    ...[ming, second].map((tab) => expect(composer(tab)).toHaveCount(0)),
    ...[ming, second, third].map((tab) => expect(tab.getByRole('link', { name: /散场/ })).toHaveCount(0))
  ])
  test.info().annotations.push({ type: 'every tab has lost the room after', description: `${Date.now() - out} ms (2,000 ms at most)` })
  await expect(ming.getByText('你已不在「散场」')).toBeVisible()
  expect((await ming.request.get(`${address()}/api/rooms/${number}`)).status()).toBe(404)
  await call(ming, 'POST', `/api/rooms/${number}/join`)
  await sitDown(ming, number)
})

test('who is put out for good stays out until let back', async ({ someone }) => {
  const [hong, ming] = [await someone('小红'), await someone('小明')]
  const number = await gather('不许来', hong, ming)
  await manage(hong, number, '小明', '请出去，不许再来')
  await expect(composer(ming)).toHaveCount(0)
  const join = () => ming.request.post(`${address()}/api/rooms/${number}/join`, { headers: { Origin: address() } })
  expect((await join()).status()).toBe(403)
  await hong.getByRole('listitem').filter({ hasText: '小明' }).getByRole('button', { name: '放回来' }).click()
  await expect(hong.getByRole('button', { name: '放回来' })).toHaveCount(0)
  expect((await join()).ok()).toBe(true)
})

test('who is muted reads on but cannot write', async ({ someone }) => {
  const [hong, ming] = [await someone('小红'), await someone('小明')]
  const number = await gather('安静', hong, ming)
  await manage(hong, number, '小明', '禁言 1 小时')
  await expect(ming.getByText(/你被禁言到/)).toBeVisible()
  await expect(composer(ming)).toHaveCount(0)
  await sitDown(hong, number)
  await say(hong, '先听我说')
  await expect(said(ming, '先听我说')).toBeVisible()
  await manage(hong, number, '小明', '解除禁言')
  await say(ming, '我说完了')
  await sitDown(hong, number)
  await expect(said(hong, '我说完了')).toBeVisible()
})

test('a room is handed over, and archived by its new owner', async ({ someone }) => {
  const [hong, ming] = [await someone('小红'), await someone('小明')]
  const number = await gather('交接', hong, ming)
  await manage(hong, number, '小明', '把派主让给 TA')
  await ming.goto(`${address()}/r/${number}/settings/room`)
  await ming.getByRole('button', { name: '归档：不能再发言，还能看' }).click()
  await expect(ming.getByRole('button', { name: '取消归档' })).toBeVisible()
  await hong.goto(`${address()}/r/${number}`)
  await expect(hong.getByText('这个派已归档，不能再发言')).toBeVisible()
  await ming.getByRole('button', { name: '取消归档' }).click()
  await expect(composer(hong)).toBeVisible()
})

test('the title counts what is unread, and a new message rings when one asked for it', async ({ someone }) => {
  const [hong, ming] = [await someone('小红'), await someone('小明')]
  const number = await roomOf(hong, '铃铛', [ming])
  const quiet = await roomOf(ming, '别处', [])
  await ming.context().grantPermissions(['notifications'])
  await ming.addInitScript(() => {
    const rung: string[] = []
    Object.assign(window, { rung })
    class Bell extends EventTarget {
      static permission = 'granted'
      constructor(title: string, options: { body: string }) {
        super()
        rung.push(`${title} ${options.body}`)
      }
      close(): void {}
    }
    Object.assign(window, { Notification: Bell })
  })
  await sitDown(ming, quiet)
  await expect(ming).toHaveTitle('围炉')
  await sitDown(hong, number)
  await say(hong, '有人吗')
  await expect(ming).toHaveTitle('(1) 围炉')
  await expect.poll(() => ming.evaluate(() => (window as unknown as { rung: string[] }).rung)).toEqual([expect.stringContaining('有人吗')])
  await ming.getByRole('link', { name: /铃铛/ }).click()
  await expect(ming).toHaveTitle('围炉')
  await ming.getByRole('button', { name: '更多', exact: true }).click()
  await ming.getByRole('menuitemradio', { name: '不通知' }).click()
  await ming.getByRole('link', { name: /别处/ }).click()
  await say(hong, '真的没人吗')
  await expect(ming.getByRole('link', { name: /铃铛/ }).getByText('1 条未读')).toBeAttached()
  expect(await ming.evaluate(() => (window as unknown as { rung: string[] }).rung.length)).toBe(1)
})
