import { startServer, type Server } from '../server'
import {
  DESKTOP, PASSWORD, PHONE, answer, askHost, composer, expect, expectAccessible, said, say, test
} from '../people'
import type { Page } from '@playwright/test'

/** The words of one evening, in the language of the browsers. */
const EVENINGS = {
  'zh-CN': {
    name: '名字', displayName: '昵称', password: '密码', signUp: '注册', noRooms: '还没有派', setup: '生起第一炉火',
    newRoom: '建一个派', roomName: '派名', room: '火锅派', more: '更多', roomSettings: '派设置', visibility: '谁能进来',
    save: '保存', saved: '已保存', back: '返回', join: '加入派', number: '派号或口令', greeting: /我是阿炉/,
    plan: '今晚七点在老地方吃火锅，每人带 50 块钱', answer: '我负责订位子，定在七点十分', change: '周六还有一次聚会，时间改到下午三点',
    ask: '总结一下', keyMessages: /^要点摘录 · \d 个话题$/, engine: '要点摘录', question: '聚会改到几点？', notFound: '谁会修自行车？', nothing: /没有找到/
  },
  'en-US': {
    name: 'Name', displayName: 'Nickname', password: 'Password', signUp: 'Sign up', noRooms: 'No rooms yet',
    setup: 'Light the first fire', newRoom: 'New room', roomName: 'Name of the room', room: 'Hotpot night', more: 'More',
    roomSettings: 'Room settings', visibility: 'Who may come in', save: 'Save', saved: 'Saved', back: 'Back',
    join: 'Join a room', number: 'Number or phrase', greeting: /I am 阿炉/,
    plan: 'Hotpot at the old place tonight at seven, everybody brings 50 yuan', answer: 'I will book the table for ten past seven',
    change: 'There is another party on Saturday, moved to three in the afternoon', ask: 'what did I miss?',
    keyMessages: /^Key messages · topics: \d$/, engine: 'Key messages', question: 'When is the party on Saturday?',
    notFound: 'Who can mend a bicycle?',
    nothing: /ot found/
  }
}

test.describe.configure({ mode: 'serial' })

let server: Server
test.beforeAll(async () => {
  server = await startServer()
})
test.afterAll(() => server.stop())

async function signUp(page: Page, words: typeof EVENINGS['zh-CN'], path: string, name: string, displayName: string): Promise<void> {
  await page.goto(server.address + path)
  await page.getByLabel(words.name, { exact: true }).fill(name)
  await page.getByLabel(words.displayName, { exact: true }).fill(displayName)
  await page.getByLabel(words.password, { exact: true }).fill(PASSWORD)
  await page.getByRole('button', { name: words.signUp }).click()
  await expect(page.getByRole('heading', { name: words.noRooms })).toBeVisible()
}

for (const locale of ['zh-CN', 'en-US'] as const) {
  const words = EVENINGS[locale]
  test(`an evening, ${locale}: two people and 阿炉, from signing up to the summary`, async ({ newBrowser }) => {
    const hong = await newBrowser({ ...PHONE, locale })
    const ming = await newBrowser({ ...DESKTOP, locale })
    const chinese = locale === 'zh-CN'

    await test.step('the first owner comes by the link of the log', async () => {
      if (chinese) {
        await hong.goto(`${server.address}/setup/${server.setup}`)
        await expect(hong.getByRole('heading', { name: words.setup })).toBeVisible()
      }
      await signUp(hong, words, chinese ? `/setup/${server.setup}` : '/sign-up', `hong-${locale}`, chinese ? '小红' : 'Hong')
    })

    await test.step('a room is made, and opened to who has its number', async () => {
      await hong.getByRole('button', { name: words.newRoom }).last().tap()
      await hong.getByLabel(words.roomName).fill(words.room)
      await hong.keyboard.press('Enter')
      await expect(said(hong, words.greeting)).toBeVisible()
      await hong.getByRole('button', { name: words.more, exact: true }).tap()
      await hong.getByRole('menuitem', { name: words.roomSettings }).tap()
      await hong.getByLabel(words.visibility).selectOption('unlisted')
      await hong.getByRole('button', { name: words.save, exact: true }).first().tap()
      await expect(hong.getByText(words.saved)).toBeVisible()
      await hong.getByRole('button', { name: words.back, exact: true }).tap()
      await expect(composer(hong)).toBeVisible()
    })

    await test.step('the other joins by the number', async () => {
      const number = /\/r\/(\d{9})/.exec(hong.url())![1]
      await signUp(ming, words, '/sign-up', `ming-${locale}`, chinese ? '小明' : 'Ming')
      await ming.getByRole('button', { name: words.join }).last().click()
      await ming.getByLabel(words.number).fill(number)
      await ming.keyboard.press('Enter')
      await expect(composer(ming)).toBeVisible()
    })

    await test.step('they talk', async () => {
      await say(hong, words.plan)
      await expect(said(ming, words.plan)).toBeVisible()
      await say(ming, words.answer)
      await expect(said(hong, words.answer)).toBeVisible()
      await say(hong, words.change)
      await expect(said(ming, words.change)).toBeVisible()
    })

    await test.step('阿炉 sums up with quotes that lead to their messages', async () => {
      await askHost(hong, words.ask)
      for (const page of [hong, ming]) {
        await expect(said(page, words.keyMessages)).toBeVisible({ timeout: 60_000 })
      }
      await expect(answer(ming).getByText(words.engine, { exact: true })).toBeVisible()
      await expectAccessible(hong)
      if (chinese) {
        await hong.screenshot({ path: '../.build/screenshots/room-phone-zh.png' })
      }
      await answer(ming).getByRole('button').filter({ hasText: words.plan }).click()
      await expect(said(ming, words.plan).first()).toBeInViewport()
    })

    await test.step('阿炉 answers a question by a quote, or says that it is not in the room', async () => {
      await askHost(ming, words.question)
      await expect(answer(hong).getByRole('listitem').filter({ hasText: words.change })).toBeVisible({ timeout: 60_000 })
      await askHost(ming, words.notFound)
      await expect(answer(hong).getByText(words.nothing)).toBeVisible({ timeout: 60_000 })
    })
  })
}
