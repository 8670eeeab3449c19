import {
  address, call, composer, expect, gather, openActions, post, row, said, say, send, sitDown, test, timeline
} from '../people'

test('a message is edited, and everybody can read what it said before', async ({ someone }) => {
  const [hong, ming] = [await someone('小红'), await someone('小明')]
  await gather('改一改', hong, ming)
  await say(hong, '七点见')
  await expect(row(ming, '七点见')).toBeVisible()
  await (await openActions(hong, '七点见')).getByRole('button', { name: '编辑' }).click()
  await expect(composer(hong)).toHaveValue('七点见')
  await say(hong, '八点见')
  await expect(said(ming, '八点见')).toBeVisible()
  await expect(said(ming, '七点见')).toHaveCount(0)
  await row(ming, '八点见').getByRole('button', { name: '已编辑' }).click()
  const history = ming.getByRole('dialog', { name: '修改记录' })
  await expect(history.getByText('七点见')).toBeVisible()
  await expect(history.getByText('八点见')).toBeVisible()
})

test('a recalled message leaves a trace, and its text is gone from every screen and from the API', async ({ someone }) => {
  const [hong, ming] = [await someone('小红'), await someone('小明')]
  const number = await gather('收回去', hong, ming)
  await say(hong, '这句话说错了')
  await expect(row(ming, '这句话说错了')).toBeVisible()
  const seq = await row(ming, '这句话说错了').getAttribute('data-seq')
  await say(ming, '什么说错了')
  await (await openActions(hong, '这句话说错了')).getByRole('button', { name: '撤回' }).click()
  await hong.getByRole('dialog', { name: '撤回这条消息？' }).getByRole('button', { name: '撤回' }).click()
  await expect(said(ming, '小红 撤回了一条消息')).toBeVisible()
  await expect(said(hong, '你撤回了一条消息')).toBeVisible()
  await expect(ming.getByText('这句话说错了')).toHaveCount(0)
  for (const path of ['', '/messages', `/messages?around=${seq}`, '/search?query=' + encodeURIComponent('说错')]) {
    expect(JSON.stringify(await call(ming, 'GET', `/api/rooms/${number}${path}`))).not.toContain('这句话说错了')
  }
})

test('reactions are counted, and taken back', async ({ someone }) => {
  const [hong, ming] = [await someone('小红'), await someone('小明')]
  await gather('回应', hong, ming)
  await say(hong, '谁来点菜')
  await (await openActions(ming, '谁来点菜')).getByRole('button', { name: '🔥' }).click()
  const fire = (name: RegExp) => row(hong, '谁来点菜').getByRole('button', { name })
  await expect(fire(/^🔥 1 人：小明$/)).toBeVisible()
  await fire(/^🔥/).click()
  await expect(row(ming, '谁来点菜').getByRole('button', { name: /^🔥 2 人/ })).toHaveAttribute('aria-pressed', 'true')
  await fire(/^🔥/).click()
  await expect(fire(/^🔥 1 人：小明$/)).toHaveAttribute('aria-pressed', 'false')

  await row(ming, '谁来点菜').hover()
  await row(ming, '谁来点菜').getByRole('button', { name: '回应', exact: true }).click()
  await ming.getByRole('dialog', { name: '回应' }).getByRole('button', { name: '🍜' }).click()
  await expect(row(hong, '谁来点菜').getByRole('button', { name: /^🍜 1 人：小明$/ })).toBeVisible()
})

test('a pinned message stands above the room, and leads back to it', async ({ someone }) => {
  const [hong, ming] = [await someone('小红'), await someone('小明')]
  await gather('钉住', hong, ming)
  await say(hong, '地址：老地方二楼')
  await (await openActions(hong, '地址：老地方二楼')).getByRole('button', { name: '置顶' }).click()
  const bar = ming.getByRole('button').filter({ hasText: '1 条置顶' })
  await bar.click()
  await ming.getByRole('dialog', { name: '置顶消息' }).getByRole('button').filter({ hasText: '老地方二楼' }).click()
  await expect(said(ming, '地址：老地方二楼')).toBeInViewport()
  await (await openActions(ming, '地址：老地方二楼')).getByRole('button', { name: '取消置顶' }).click()
  await expect(hong.getByRole('button').filter({ hasText: '1 条置顶' })).toHaveCount(0)
})

test('a quote shows what it answers, and goes there', async ({ someone }) => {
  const [hong, ming] = [await someone('小红'), await someone('小明')]
  const number = await gather('引用派', hong, ming)
  await say(hong, '谁带锅？')
  await expect(row(ming, '谁带锅？')).toBeVisible()
  await row(ming, '谁带锅？').hover()
  await row(ming, '谁带锅？').getByRole('button', { name: '引用', exact: true }).click()
  await expect(ming.getByText('引用 小红')).toBeVisible()
  for (let n = 1; n <= 30; n++) {
    await post(hong, number, `闲话 ${n}`)
  }
  await say(ming, '我带')
  const quote = row(hong, '我带').getByRole('button').filter({ hasText: '谁带锅？' })
  await expect(quote).toBeVisible()
  await quote.click()
  await expect(timeline(hong).locator('article > div p').filter({ hasText: /^谁带锅？$/ })).toBeInViewport()
})

test('a mention is completed by keyboard, and is shown to whom it names', async ({ someone }) => {
  const [hong, ming, fang] = [await someone('小红'), await someone('小明'), await someone('小芳')]
  const number = await gather('叫人', hong, fang)
  await call(ming, 'POST', `/api/rooms/${number}/join`)
  await ming.goto(address())
  await composer(hong).pressSequentially('@小')
  const options = hong.getByRole('listbox', { name: '提到谁' }).getByRole('option')
  await expect(options).toHaveCount(2)
  await composer(hong).press('ArrowDown')
  await expect(options.nth(1)).toHaveAttribute('aria-selected', 'true')
  await composer(hong).pressSequentially('明')
  await expect(options).toHaveCount(1)
  await composer(hong).press('Tab')
  await expect(composer(hong)).toHaveValue('@小明 ')
  await hong.keyboard.type('你来点菜')
  await send(hong)
  await expect(row(fang, '你来点菜').getByText('@小明')).toBeVisible()
  await expect(ming.getByRole('link', { name: /叫人/ }).getByRole('img', { name: '有人提到你' })).toBeVisible()
})

test('Markdown is shown as it is meant, and nothing more than that', async ({ someone }) => {
  const [hong, ming] = [await someone('小红'), await someone('小明')]
  const number = await gather('格式', hong, ming)
  await composer(hong).fill('**加粗** 和 `代码`，见 https://example.org/a?b=1 <img src=x onerror=alert(1)>\n\n```js\nconst a = 1 < 2\n```')
  await send(hong)
  const shown = row(ming, '加粗')
  await expect(shown.locator('strong')).toHaveText('加粗')
  await expect(shown.locator('p code')).toHaveText('代码')
  await expect(shown.locator('pre')).toContainText('const a = 1 < 2')
  await expect(shown.getByText('<img src=x onerror=alert(1)>')).toBeVisible()
  await expect(shown.locator('img')).toHaveCount(0)
  const link = shown.getByRole('link', { name: 'https://example.org/a?b=1' })
  await expect(link).toHaveAttribute('rel', /noopener/)
  await ming.context().grantPermissions(['clipboard-read', 'clipboard-write'])
  await shown.locator('pre').hover()
  await shown.getByRole('button', { name: '复制代码' }).click()
  expect(await ming.evaluate(() => navigator.clipboard.readText())).toBe('const a = 1 < 2')
  await post(hong, number, '[点我](javascript:alert(1))')
  await expect(said(ming, /点我/)).toBeVisible()
  await expect(ming.locator('a[href^="javascript"]')).toHaveCount(0)
})

test('one sees who types, who is here, and who has read', async ({ someone }) => {
  const [hong, ming] = [await someone('小红'), await someone('小明')]
  const number = await gather('在场', hong, ming)
  await expect(hong.getByRole('button', { name: /3 人 · 2 人在炉边/ })).toBeVisible()
  await composer(ming).pressSequentially('我想')
  await expect(hong.getByText('小明 正在说……')).toBeVisible()
  await expect(hong.getByText('小明 正在说……')).toHaveCount(0)
  await say(hong, '读到了吗')
  await ming.bringToFront()
  await expect(row(hong, '读到了吗').getByText('全部已读')).toBeVisible()
  await ming.goto('about:blank')
  await expect(hong.getByRole('button', { name: /3 人 · 1 人在炉边/ })).toBeVisible()
  await sitDown(ming, number)
  await expect(hong.getByRole('button', { name: /3 人 · 2 人在炉边/ })).toBeVisible()
})
