import { DESKTOP, PASSWORD, PHONE, address, call, composer, expect, newName, row, said, say, sitDown, test } from '../people'

test('a passkey is added, and signs in without name and password', async ({ newBrowser }) => {
  const hong = await newBrowser()
  const device = await hong.context().newCDPSession(hong)
  await device.send('WebAuthn.enable')
  await device.send('WebAuthn.addVirtualAuthenticator', {
    options: {
      protocol: 'ctap2', transport: 'internal', hasResidentKey: true, hasUserVerification: true, isUserVerified: true,
      automaticPresenceSimulation: true
    }
  })
  await call(hong, 'POST', '/api/accounts', { name: newName(), password: PASSWORD, displayName: '小红', language: 'zh-CN', timeZone: 'Asia/Shanghai' })
  await hong.goto(`${address()}/settings/profile`)
  const passkeys = hong.locator('section').filter({ has: hong.getByRole('heading', { name: '通行密钥' }) })
  await passkeys.getByRole('button', { name: '添加通行密钥' }).click()
  await expect(passkeys.getByRole('listitem')).toHaveCount(1)
  await hong.getByRole('button', { name: '退出登录' }).click()
  await hong.getByRole('button', { name: '用通行密钥登录' }).click()
  await expect(hong.getByRole('heading', { name: '还没有派' })).toBeVisible()
  expect((await call(hong, 'GET', '/api/me')).displayName).toBe('小红')

  await hong.goto(`${address()}/settings/profile`)
  await passkeys.getByRole('button', { name: '删除' }).click()
  await expect(passkeys.getByRole('listitem')).toHaveCount(0)
  await hong.getByRole('button', { name: '退出登录' }).click()
  await hong.getByRole('button', { name: '用通行密钥登录' }).click()
  await expect(hong.getByRole('button', { name: '登录', exact: true })).toBeVisible()
  expect((await hong.request.get(`${address()}/api/me`)).status()).toBe(401)
})

test('a guest comes by a link with just a nickname, and becomes an account with what was said', async ({ someone, newBrowser }) => {
  const hong = await someone('小红')
  const other = String((await call(hong, 'POST', '/api/rooms', { name: '别的派', visibility: 'unlisted' })).room.id)
  const number = String((await call(hong, 'POST', '/api/rooms', { name: '开门派' })).room.id)
  await sitDown(hong, number)
  await hong.getByRole('button', { name: '邀请' }).click()
  const dialog = hong.getByRole('dialog', { name: '请人来坐' })
  await dialog.getByText('没有账号的人也能用昵称进来').click()
  await dialog.getByRole('button', { name: '生成邀请' }).click()
  const code = dialog.getByRole('img', { name: '扫码进派' })
  await expect(code).toBeInViewport({ ratio: 1 })
  expect(await code.evaluate((image: HTMLImageElement) => image.decode().then(() => image.naturalWidth > 0))).toBe(true)
  const link = (await dialog.getByText(/\/i\//).textContent())!

  const guest = await newBrowser(PHONE)
  await guest.goto(link)
  await expect(guest.getByRole('heading', { name: '小红 请你来坐坐' })).toBeVisible()
  await guest.getByLabel('昵称', { exact: true }).fill('路过的人')
  await guest.getByRole('button', { name: '进来', exact: true }).tap()
  await say(guest, '我只是路过')
  await expect(row(hong, '我只是路过').getByText('路过的人')).toBeVisible()
  for (const path of [`/api/rooms/${other}`, `/api/rooms/${other}/messages`]) {
    expect((await guest.request.get(address() + path)).status()).toBe(404)
  }
  const joined = await guest.request.post(`${address()}/api/rooms/${other}/join`, { headers: { Origin: address() } })
  expect(joined.status()).toBe(403)
  expect((await guest.request.get(`${address()}/api/rooms/${number}`)).status()).toBe(200)

  await guest.goto(`${address()}/settings/profile`)
  const name = newName()
  await guest.getByLabel('登录名').fill(name)
  await guest.getByLabel('密码', { exact: true }).fill(PASSWORD)
  await guest.getByRole('button', { name: '建立账号' }).tap()
  await expect(guest.getByRole('heading', { name: '成为正式账号' })).toHaveCount(0)
  await guest.getByRole('button', { name: '退出登录' }).tap()
  await guest.getByLabel('名字').fill(name)
  await guest.getByLabel('密码', { exact: true }).fill(PASSWORD)
  await guest.getByRole('button', { name: '登录', exact: true }).tap()
  await guest.getByRole('link', { name: /开门派/ }).tap()
  await expect(said(guest, '我只是路过')).toBeVisible()
  await say(guest, '现在我住下了')
  await expect(said(hong, '现在我住下了')).toBeVisible()
})

test('a link that works once works once, and a withdrawn one not at all', async ({ someone }) => {
  const [hong, ming, fang] = [await someone('小红'), await someone('小明'), await someone('小芳')]
  const number = String((await call(hong, 'POST', '/api/rooms', { name: '一次派' })).room.id)
  const once = await call(hong, 'POST', `/api/rooms/${number}/invitations`, { oneUse: true, guests: false })
  const withdrawn = await call(hong, 'POST', `/api/rooms/${number}/invitations`, { oneUse: false, guests: false })
  await call(hong, 'DELETE', `/api/rooms/${number}/invitations/${withdrawn.id}`)
  await ming.goto(once.link)
  await ming.getByRole('button', { name: '坐下' }).click()
  await expect(composer(ming)).toBeVisible()
  for (const link of [once.link, withdrawn.link]) {
    await fang.goto(link)
    await expect(fang.getByRole('heading', { name: '这个邀请打不开' })).toBeVisible()
  }
})

test('who has no account yet makes one on the way in', async ({ someone, newBrowser }) => {
  const hong = await someone('小红')
  const number = String((await call(hong, 'POST', '/api/rooms', { name: '新人派' })).room.id)
  const { link } = await call(hong, 'POST', `/api/rooms/${number}/invitations`, { oneUse: false, guests: false })
  const ming = await newBrowser(DESKTOP)
  await ming.goto(link)
  await ming.getByRole('button', { name: '注册一个账号' }).click()
  await ming.getByLabel('名字', { exact: true }).fill(newName())
  await ming.getByLabel('昵称', { exact: true }).fill('小明')
  await ming.getByLabel('密码', { exact: true }).fill(PASSWORD)
  await ming.getByRole('button', { name: '注册' }).click()
  await ming.getByRole('button', { name: '坐下' }).click()
  await expect(composer(ming)).toBeVisible()
})

test('a private room is entered once an admin has let one in', async ({ someone }) => {
  const [hong, ming] = [await someone('小红'), await someone('小明')]
  const number = String((await call(hong, 'POST', '/api/rooms', { name: '自家派', visibility: 'private' })).room.id)
  await hong.goto(`${address()}/r/${number}/settings/room`)
  await expect(hong.getByRole('heading', { name: '派设置' })).toBeVisible()
  await ming.goto(address())
  await ming.getByRole('button', { name: '加入派' }).click()
  await ming.getByLabel('派号或口令').fill(number)
  await ming.keyboard.press('Enter')
  await expect(ming.getByText('申请已送出，等管理员同意')).toBeVisible()
  await ming.keyboard.press('Escape')
  expect((await ming.request.get(`${address()}/api/rooms/${number}`)).status()).toBe(404)
  const waiting = hong.locator('section').filter({ has: hong.getByRole('heading', { name: '等着进来的人' }) })
  await waiting.getByRole('listitem').filter({ hasText: '小明' }).getByRole('button', { name: '请进' }).click()
  await ming.getByRole('link', { name: /自家派/ }).click()
  await expect(composer(ming)).toBeVisible()
})

test('a phrase opens a room, and the directory finds the public ones', async ({ someone }) => {
  const [hong, ming] = [await someone('小红'), await someone('小明')]
  const spoken = String((await call(hong, 'POST', '/api/rooms', { name: '口令派' })).room.id)
  await call(hong, 'POST', `/api/rooms/${spoken}/invitations`, { oneUse: false, guests: false, phrase: '天王盖地虎今晚吃火锅' })
  await ming.goto(address())
  await ming.getByRole('button', { name: '加入派' }).click()
  await ming.getByLabel('派号或口令').fill('天王盖地虎今晚吃火锅')
  await ming.keyboard.press('Enter')
  await ming.waitForURL(new RegExp(`/r/${spoken}`))

  await call(hong, 'POST', '/api/rooms', { name: '羽毛球公开派', topic: '周末打球', visibility: 'public' })
  await call(hong, 'POST', '/api/rooms', { name: '羽毛球私密派', visibility: 'private' })
  await ming.goto(`${address()}/directory`)
  await ming.getByLabel('按名字或话题找').fill('羽毛球')
  const found = ming.getByRole('main').getByRole('listitem').filter({ hasText: '羽毛球' })
  await expect(found).toHaveText([/羽毛球公开派/])
  await found.getByRole('button', { name: '加入' }).click()
  await expect(composer(ming)).toBeVisible()
})
