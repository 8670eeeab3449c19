import { OWNER } from '../sharedServer'
import { PASSWORD, address, call, composer, expect, gather, newName, openActions, post, roomOf, row, said, say, test, timeline } from '../people'

test('two people talk alone, one blocks the other, and lets them back', async ({ someone }) => {
  const [hong, ming] = [await someone('小红'), await someone('小明')]
  const number = await gather('一起的派', hong, ming)
  await ming.getByRole('button', { name: '新的开始' }).click()
  await ming.getByRole('menuitem', { name: '找人说话' }).click()
  await ming.getByRole('dialog', { name: '找人说话' }).getByRole('button').filter({ hasText: '小红' }).click()
  await expect(ming.getByRole('region', { name: '小红' }).or(composer(ming)).first()).toBeVisible()
  await expect(composer(ming)).toHaveAttribute('placeholder', '和小红说点什么')
  await say(ming, '只说给你听')
  const direct = /\/r\/(\d{9})/.exec(ming.url())![1]
  await hong.goto(`${address()}/r/${direct}`)
  await expect(said(hong, '只说给你听')).toBeVisible()

  await hong.goto(`${address()}/r/${number}`)
  await hong.getByRole('button', { name: '和小明' }).click()
  await hong.getByRole('menuitem', { name: '拉黑：不再和 TA 单独聊' }).click()
  await expect(hong.getByText('已拉黑小明。在同一个派里还会看见彼此。')).toBeVisible()
  await ming.reload()
  await expect(ming.getByText('小红现在不接收你的消息。说过的话都还在。')).toBeVisible()
  await expect(composer(ming)).toHaveCount(0)
  await hong.goto(`${address()}/r/${direct}`)
  await hong.getByRole('button', { name: '取消拉黑' }).click()
  await expect(composer(hong)).toBeVisible()
  await ming.getByRole('button', { name: '再看看' }).click()
  await say(ming, '又能说了')
  await expect(said(hong, '又能说了')).toBeVisible()
})

test('阿炉 alone answers without being mentioned', async ({ someone }) => {
  const hong = await someone('小红')
  await hong.goto(address())
  await hong.getByRole('button', { name: '新的开始' }).click()
  await hong.getByRole('menuitem', { name: '和阿炉单独聊' }).click()
  await say(hong, '我的车停在地下二层 B 区')
  await expect(row(hong, '我的车停在地下二层 B 区')).toBeVisible()
  await say(hong, '我的车停在哪里？')
  const found = timeline(hong).getByRole('article', { name: /^阿炉/ }).getByRole('button').filter({ hasText: '地下二层' })
  await expect(found.last()).toBeVisible({ timeout: 60_000 })
})

test('a message is reported with a reason, and an admin deals with it', async ({ someone }) => {
  const [hong, ming] = [await someone('小红'), await someone('小明')]
  const number = await gather('举报', hong, ming)
  await post(hong, number, '大家好')
  const fang = await someone('小芳')
  await call(fang, 'POST', `/api/rooms/${number}/join`)
  await post(fang, number, '买保健品请加我')
  await (await openActions(ming, '买保健品请加我')).getByRole('button', { name: '告诉管理员' }).click()
  const dialog = ming.getByRole('dialog')
  await dialog.getByRole('textbox').fill('这是广告')
  await dialog.getByRole('button', { name: '告诉管理员' }).click()
  await expect(dialog).toHaveCount(0)
  await hong.goto(`${address()}/r/${number}/settings/room`)
  const report = hong.getByRole('listitem').filter({ hasText: '买保健品请加我' })
  await expect(report.getByText(/小明.*这是广告/)).toBeVisible()
  await report.getByRole('button', { name: '替 TA 撤回' }).click()
  await expect(hong.getByText('买保健品请加我')).toHaveCount(0)
  await expect(said(ming, /撤回了一条消息/)).toBeVisible()
  await expect(ming.getByText('买保健品请加我')).toHaveCount(0)
})

test('a server by invitation lets in who has a link, as often as it says', async ({ newBrowser }) => {
  const [keeper, ming] = [await newBrowser(), await newBrowser()]
  await call(keeper, 'POST', '/api/sign-ins', OWNER)
  const { name } = await call(keeper, 'GET', '/api/server/settings')
  try {
    await keeper.goto(`${address()}/settings/profile`)
    await keeper.getByLabel('谁可以注册').selectOption('invitation')
    const server = keeper.locator('section').filter({ has: keeper.getByRole('heading', { name: '这台服务器' }) })
    await server.getByRole('button', { name: '保存' }).click()
    await expect(keeper.getByText('已保存')).toBeVisible()
    const invitations = keeper.locator('section').filter({ has: keeper.getByRole('heading', { name: '请人注册' }) })
    await invitations.getByRole('button', { name: '生成邀请链接' }).click()
    const link = (await invitations.getByText(/\/sign-up\?invitation=/).textContent())!
    const without = { name: newName(), password: PASSWORD, displayName: '路人', language: 'zh-CN', timeZone: 'Asia/Shanghai' }
    const refused = await ming.request.post(`${address()}/api/accounts`, { headers: { Origin: address() }, data: without })
    expect(refused.ok()).toBe(false)
    await ming.goto(link)
    await ming.getByLabel('名字', { exact: true }).fill(newName())
    await ming.getByLabel('昵称', { exact: true }).fill('小明')
    await ming.getByLabel('密码', { exact: true }).fill(PASSWORD)
    await ming.getByRole('button', { name: '注册' }).click()
    await expect(ming.getByRole('heading', { name: '还没有派' })).toBeVisible()
  } finally {
    await call(keeper, 'PATCH', '/api/server/settings', { name, signUp: 'open' })
  }
})

test('what leaves a room is in its ledger, and nothing leaves one without models', async ({ someone }) => {
  const [hong, ming] = [await someone('小红'), await someone('小明')]
  const number = await roomOf(hong, '不出门', [ming])
  await hong.goto(`${address()}/r/${number}/settings/room`)
  await hong.getByLabel('这个派不用模型').click()
  await expect(hong.getByLabel('这个派不用模型')).toBeChecked()
  await ming.goto(`${address()}/r/${number}/outbound`)
  await expect(ming.getByText('管理员让这个派不用模型：现在什么都不会发出去。')).toBeVisible()
  await expect(ming.getByRole('heading', { name: '什么都没有离开过' })).toBeVisible()
})
