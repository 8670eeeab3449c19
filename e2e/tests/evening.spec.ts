import { expect, test } from '@playwright/test'
import { address, askHost, browserOf, expectAccessible, joinByNumber, makeRoom, openDoor, said, say, signUp } from '../people'

test('an evening in 火锅派: two people and 阿炉, from an empty server on', async ({ browser }) => {
  const hong = await browserOf(browser)
  const ming = await browserOf(browser)

  await hong.goto(`${address()}/setup/${process.env.WEILU_SETUP}`)
  await expect(hong.getByRole('heading', { name: '生起第一炉火' })).toBeVisible()
  await expectAccessible(hong)
  await signUp(hong, 'xiaohong', '小红', `/setup/${process.env.WEILU_SETUP}`)
  await expectAccessible(hong)
  const number = await makeRoom(hong, '火锅派')
  await expect(said(hong, /我是阿炉/)).toBeVisible()
  await openDoor(hong, number)

  await signUp(ming, 'xiaoming', '小明')
  await joinByNumber(ming, number)
  await say(hong, '今晚七点在老地方吃火锅，每人带 50 块钱')
  await expect(said(ming, '今晚七点在老地方吃火锅，每人带 50 块钱')).toBeVisible()
  await say(ming, '我负责订位子，定在七点十分')
  await expect(said(hong, '我负责订位子，定在七点十分')).toBeVisible()
  await say(hong, '周六还有一次聚会，时间改到下午三点')

  await askHost(hong, '总结一下')
  for (const page of [hong, ming]) {
    await expect(said(page, /^要点摘录 · \d 个话题$/)).toBeVisible({ timeout: 60_000 })
  }
  await expectAccessible(ming)
  await hong.screenshot({ path: '../.build/screenshots/room-phone-zh.png' })
})

test('what is typed without a network waits and is sent once', async ({ browser }) => {
  const hong = await browserOf(browser)
  const ming = await browserOf(browser)
  await signUp(hong, 'hong-offline', '小红')
  const number = await makeRoom(hong, '断网派')
  await openDoor(hong, number)
  await signUp(ming, 'ming-offline', '小明')
  await joinByNumber(ming, number)
  await say(ming, '先说一句')
  await expect(said(hong, '先说一句')).toBeVisible()

  await ming.context().setOffline(true)
  await say(ming, '断网时说的话')
  await say(hong, '小明不在的时候')
  await expect(said(hong, '断网时说的话')).toHaveCount(0)
  await ming.context().setOffline(false)
  await expect(said(hong, '断网时说的话')).toHaveCount(1, { timeout: 60_000 })
  await expect(said(ming, '小明不在的时候')).toBeVisible()
  await ming.reload()
  await expect(said(ming, '断网时说的话')).toHaveCount(1)
})

test('who is not in a room sees neither it nor that it is there', async ({ browser }) => {
  const hong = await browserOf(browser)
  const stranger = await browserOf(browser)
  await signUp(hong, 'hong-private', '小红')
  const number = await makeRoom(hong, '自家派')
  await say(hong, '悄悄话')
  await signUp(stranger, 'stranger', '路人')
  const answer = await stranger.request.get(`${address()}/api/rooms/${number}`)
  expect(answer.status()).toBe(404)
  expect((await answer.json()).code).toBe('not_member')
  expect((await hong.request.get(`${address()}/api/rooms/${number}`)).status()).toBe(200)
})
