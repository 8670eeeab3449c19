import type { Page } from '@playwright/test'
import { address, call, expect, openActions, post, row, sitDown, timeline } from './people'

/** What is there to look at: a room in which everything has happened once, and the ways into it. */
export interface Scene {
  number: string
  link: string
  /** An agent that was built here, and the number of its entrance. */
  agent: number
  entrance: number
}

/** The words of the screens, in the languages they are looked at in. */
const WORDS = {
  'zh-CN': {
    agent: '书书', room: '火锅派', topic: '今晚七点，老地方', other: '羽毛球', more: '更多', search: '在派里搜索', find: '火锅', invite: '邀请',
    menuNew: '建一个派', menuJoin: '加入派', menuPeople: '找人说话', ming: '小明', edited: '已编辑', react: '回应', recall: '撤回',
    picture: /^看大图/, plan: '今晚七点在老地方吃火锅，每人带 50 块钱', yes: '好的，我来订位子', quote: '对，就是上次那家',
    code: '清单在这里：\n\n```\n毛肚 × 2\n鸭血 × 1\n```\n\n- **锅底**：鸳鸯\n- 饮料各带各的',
    long: '我可能会晚一点到，路上堵车；你们先点菜，不用等我，给我留一份毛肚就行。'
  },
  'en-US': {
    agent: 'Bookish', room: 'Hotpot night', topic: 'Seven, at the old place', other: 'Badminton', more: 'More', search: 'Search in this room',
    find: 'hotpot', invite: 'Invite', menuNew: 'New room', menuJoin: 'Join a room', menuPeople: 'Talk to somebody', ming: 'Ming',
    edited: 'edited', react: 'React', recall: 'Recall', picture: /^View picture/,
    plan: 'Hotpot at the old place tonight at seven, everybody brings 50 yuan', yes: 'Fine, I will book the table',
    quote: 'Yes, the same one as last time',
    code: 'The list:\n\n```\ntripe × 2\nnoodles × 1\n```\n\n- **broth**: half and half\n- bring your own drinks',
    long: 'I may be a little late, the roads are full; order without me and keep me some tripe.'
  }
}

export type Locale = keyof typeof WORDS

/** Tells a story over the HTTP API. The first of these people owns the room. */
export async function setScene(hong: Page, ming: Page, locale: Locale): Promise<Scene> {
  const words = WORDS[locale]
  const made = await call(hong, 'POST', '/api/rooms', { name: words.room, topic: words.topic, visibility: 'public' })
  const number = String(made.room.id)
  await call(ming, 'POST', `/api/rooms/${number}/join`)
  const plan = await post(hong, number, words.plan)
  await post(ming, number, words.yes)
  await post(ming, number, words.code)
  await post(hong, number, words.quote, { quote: plan, attachments: [await uploadPicture(hong, number)] })
  const long = await post(ming, number, words.long.slice(0, 12))
  await call(ming, 'PATCH', `/api/rooms/${number}/messages/${long}`, { body: words.long, mentions: [] })
  for (const emoji of ['🔥', '👍']) {
    await call(ming, 'PUT', `/api/rooms/${number}/messages/${plan}/reactions/${encodeURIComponent(emoji)}`)
  }
  await call(hong, 'PUT', `/api/rooms/${number}/messages/${plan}/reactions/${encodeURIComponent('🔥')}`)
  await call(hong, 'PUT', `/api/rooms/${number}/messages/${plan}/pin`)
  await call(hong, 'POST', '/api/rooms', { name: words.other, visibility: 'public' })
  const { link } = await call(hong, 'POST', `/api/rooms/${number}/invitations`, { oneUse: false, guests: true })
  const { agents } = await call(hong, 'GET', '/api/agents')
  const built = agents.find((one: { definition: { name: string } }) => one.definition.name === words.agent) ??
    (await call(hong, 'POST', '/api/agents', { definition: { name: words.agent, about: words.topic, greeting: words.quote } }))
  return { number, link, agent: built.account, entrance: built.entrance }
}

async function uploadPicture(page: Page, number: string): Promise<string> {
  await page.goto(address())
  const base64 = await page.evaluate(() => {
    const canvas = Object.assign(document.createElement('canvas'), { width: 640, height: 400 })
    const brush = canvas.getContext('2d')!
    const glow = brush.createRadialGradient(320, 260, 20, 320, 240, 320)
    glow.addColorStop(0, '#ffd27a')
    glow.addColorStop(0.4, '#d9542b')
    glow.addColorStop(1, '#3a1710')
    brush.fillStyle = glow
    brush.fillRect(0, 0, 640, 400)
    return canvas.toDataURL('image/png').split(',')[1]
  })
  const answer = await page.request.post(`${address()}/api/rooms/${number}/attachments?kind=picture&name=fire.png`, {
    headers: { Origin: address(), 'Content-Type': 'application/octet-stream' }, data: Buffer.from(base64, 'base64')
  })
  expect(answer.ok(), await answer.text()).toBe(true)
  return (await answer.json()).id
}

export interface Screen {
  name: string
  /** Brings it up for who owns the scene's room, from wherever one is. */
  open(page: Page, scene: Scene): Promise<void>
}

/** What one sees before one has signed in. */
export const OUTSIDE: Screen[] = [
  screen('sign-in', (page) => page.goto(`${address()}/sign-in`)),
  screen('sign-up', (page) => page.goto(`${address()}/sign-up`)),
  screen('setup', (page) => page.goto(`${address()}/setup/anything`)),
  screen('invitation', (page, scene) => page.goto(scene.link)),
  screen('invitation-gone', (page) => page.goto(`${address()}/i/nothing-here`))
]

/** Everything inside. */
export function inside(locale: Locale): Screen[] {
  const words = WORDS[locale]
  const room = async (page: Page, scene: Scene): Promise<void> => {
    await sitDown(page, scene.number)
    await expect(row(page, words.long)).toBeVisible()
  }
  const sheet = async (page: Page, scene: Scene): Promise<void> => {
    await room(page, scene)
    await openActions(page, words.quote)
  }
  const shown = (page: Page): Promise<void> => expect(page.getByRole('dialog')).toBeVisible()
  return [
    screen('list', (page) => page.goto(address())),
    screen('room', room),
    screen('members', async (page, scene) => {
      await room(page, scene)
      await page.getByRole('button').filter({ hasText: words.topic }).first().click()
      await shown(page)
    }),
    screen('message-sheet', sheet),
    screen('emoji', async (page, scene) => {
      await sheet(page, scene)
      await page.getByRole('dialog').getByRole('button', { name: /更多表情|More emoji/ }).click()
      await expect(page.getByRole('dialog', { name: words.react })).toBeVisible()
    }),
    screen('recall', async (page, scene) => {
      await sheet(page, scene)
      await page.getByRole('dialog').getByRole('button', { name: words.recall }).click()
      await expect(page.getByRole('dialog').getByRole('button')).toHaveCount(3)
    }),
    screen('history', async (page, scene) => {
      await room(page, scene)
      await row(page, words.long).getByRole('button', { name: words.edited }).click()
      await expect(page.getByRole('dialog').getByRole('listitem')).toHaveCount(2)
    }),
    screen('pins', async (page, scene) => {
      await room(page, scene)
      await page.getByRole('button').filter({ hasText: /1 条置顶|1 pinned/ }).click()
      await shown(page)
    }),
    screen('search', async (page, scene) => {
      await room(page, scene)
      await page.getByRole('button', { name: words.search }).click()
      await page.getByRole('dialog').getByRole('searchbox').fill(words.find)
      await expect(page.getByRole('dialog').locator('mark').first()).toBeVisible()
    }),
    screen('viewer', async (page, scene) => {
      await room(page, scene)
      await timeline(page).getByRole('button', { name: words.picture }).click()
      await expect(page.getByRole('dialog').locator('img')).toBeVisible()
    }),
    screen('room-menu', async (page, scene) => {
      await room(page, scene)
      await page.getByRole('button', { name: words.more, exact: true }).last().click()
      await expect(page.getByRole('menu')).toBeVisible()
    }),
    screen('invite', async (page, scene) => {
      await room(page, scene)
      await page.getByRole('button').filter({ hasText: words.topic }).first().click()
      await page.getByRole('dialog').getByRole('button', { name: words.invite }).click()
      await expect(page.getByRole('dialog').locator('img')).toBeVisible()
    }),
    screen('new-room', (page) => fromMenu(page, words.menuNew)),
    screen('join', (page) => fromMenu(page, words.menuJoin)),
    screen('people', (page) => fromMenu(page, words.menuPeople)),
    screen('outbound', async (page, scene) => {
      await page.goto(`${address()}/r/${scene.number}/outbound`)
      await expect(page.getByRole('heading', { name: /什么都没有离开过|Nothing has ever left/ })).toBeVisible()
    }),
    screen('room-settings', async (page, scene) => {
      await page.goto(`${address()}/r/${scene.number}/settings/room`)
      await expect(page.getByRole('button', { name: new RegExp(`${words.ming}`) })).toBeVisible()
    }),
    screen('directory', async (page) => {
      await page.goto(`${address()}/directory`)
      await expect(page.getByRole('main').getByText(words.room).last()).toBeVisible()
    }),
    screen('settings', async (page) => {
      await page.goto(`${address()}/settings/profile`)
      await expect(page.getByRole('button', { name: /打开模型页|Open the page of models/ })).toBeVisible()
    }),
    screen('models', async (page) => {
      await page.goto(`${address()}/settings/models`)
      await expect(page.getByRole('button', { name: /接一家供应商|Connect a provider/ })).toBeVisible()
    }),
    screen('external-tools', async (page) => {
      await page.goto(`${address()}/settings/tools`)
      await expect(page.getByRole('heading', { name: /还没有外部工具|No external tools yet/ })).toBeVisible()
    }),
    screen('agents', async (page) => {
      await page.goto(`${address()}/agents`)
      await expect(page.getByRole('heading', { name: /做一个新的|Make a new one/ })).toBeVisible()
    }),
    screen('agent-builder', async (page, scene) => {
      await page.goto(`${address()}/agents/${scene.agent}`)
      await expect(page.getByLabel(/^名字$|^Name$/)).toHaveValue(words.agent)
    }),
    screen('agent-card', async (page, scene) => {
      await page.goto(`${address()}/a/${scene.entrance}`)
      await expect(page.getByRole('button', { name: /跟它聊聊|Talk to it/ })).toBeVisible()
    }),
    screen('usage', async (page) => {
      await page.goto(`${address()}/usage`)
      await expect(page.getByRole('heading', { name: /每天的额度|Quotas by day/ })).toBeVisible()
    }),
    screen('no-such-room', async (page) => {
      await page.goto(`${address()}/r/999999999`)
      await expect(page.getByRole('heading', { name: /打不开这个派|cannot be opened/ })).toBeVisible()
    })
  ]
}

/** What the plus above the list of rooms offers. */
async function fromMenu(page: Page, item: string): Promise<void> {
  await page.goto(address())
  await page.getByRole('navigation').getByRole('button', { name: /^(新的开始|New)$/ }).click()
  await page.getByRole('menuitem', { name: item }).click()
  await expect(page.getByRole('dialog')).toBeVisible()
}

function screen(name: string, open: (page: Page, scene: Scene) => Promise<unknown>): Screen {
  return {
    name,
    open: async (page, scene) => {
      await open(page, scene)
      await expect(page.getByRole('status').filter({ hasText: /正在生火|Lighting the fire/ })).toHaveCount(0)
    }
  }
}

