import {
  address, answer, askHost, call, expect, fill, gather, post, roomOf, row, said, say, sitDown, test, timeline
} from '../people'

test('what was said is found in Chinese and in English, marked, and jumped to', async ({ someone }) => {
  const [hong, ming] = [await someone('小红'), await someone('小明')]
  const number = await roomOf(hong, '旧话', [ming])
  await post(hong, number, '上次那家火锅店叫「蜀九香」，在二楼')
  await post(ming, number, 'The umbrella is in the cupboard')
  await fill(hong, number, Array.from({ length: 120 }, (_, n) => `第 ${n + 1} 句闲话`))
  await sitDown(ming, number)
  await expect(said(ming, '第 120 句闲话')).toBeInViewport()
  await ming.getByRole('button', { name: '在派里搜索' }).click()
  const panel = ming.getByRole('dialog', { name: '在派里搜索' })
  await panel.getByRole('searchbox').fill('umbrella')
  await expect(panel.getByRole('listitem')).toHaveCount(1)
  await expect(panel.locator('mark')).toHaveText('umbrella')
  await panel.getByRole('searchbox').fill('没有人说过这个')
  await expect(panel.getByText('没有找到')).toBeVisible()
  await panel.getByRole('searchbox').fill('火锅店')
  await expect(panel.locator('mark').first()).toHaveText(/火锅|店/)
  await panel.getByRole('listitem').getByRole('button').click()
  await expect(said(ming, /蜀九香/)).toBeInViewport()
  await ming.getByRole('button', { name: '回到最新' }).click()
  await expect(said(ming, '第 120 句闲话')).toBeInViewport()
})

test('a source of 阿炉, several hundred messages up, is one press away', async ({ someone }) => {
  const [hong, ming] = [await someone('小红'), await someone('小明')]
  const number = await roomOf(hong, '很久以前', [ming])
  const seq = await post(hong, number, '阳台的备用钥匙放在青花瓷花瓶里')
  await fill(hong, number, Array.from({ length: 300 }, (_, n) => `今天第 ${n + 1} 次浇花`))
  await sitDown(ming, number)
  await askHost(ming, '备用钥匙放在哪里？')
  const source = answer(ming).getByRole('button').filter({ hasText: '青花瓷花瓶' })
  await expect(source).toBeVisible({ timeout: 60_000 })
  await source.click()
  const message = timeline(ming).locator(`article[data-seq="${seq}"]`)
  await expect(message).toBeInViewport()
  await expect(message.getByText('阳台的备用钥匙放在青花瓷花瓶里')).toBeVisible()
})

test('unread messages are counted, a line stands before the first, and one press leads there', async ({ someone }) => {
  const [hong, ming] = [await someone('小红'), await someone('小明')]
  const number = await gather('未读', hong, ming)
  await say(hong, '看过的')
  await ming.bringToFront()
  await expect(row(hong, '看过的').getByText('全部已读')).toBeVisible()
  await ming.goto(address())
  for (let n = 1; n <= 40; n++) {
    await post(hong, number, `没看过的 ${n}`)
  }
  const tile = ming.getByRole('link', { name: /未读/ })
  await expect(tile.getByText('40 条未读')).toBeAttached()
  await tile.click()
  await ming.getByRole('button', { name: '40 条未读' }).click()
  await expect(said(ming, '没看过的 1')).toBeInViewport()
  await expect(ming.getByText('以下是新消息', { exact: true })).toBeInViewport()
  await ming.getByRole('button', { name: '回到最新' }).click()
  await expect(said(ming, '没看过的 40')).toBeInViewport()
  await expect(tile.getByText(/条未读/)).toHaveCount(0)
  const entry = (await call(ming, 'GET', '/api/rooms')).rooms.find((one: { room: { id: number } }) => String(one.room.id) === number)
  expect(entry.unread).toBe(0)
})
