import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Page } from '@playwright/test'
import { weilu } from '../server'
import { expect, post, roomOf, said, sitDown, test, timeline } from '../people'

const MESSAGES = 100_000
/** What fits on the screen, twice the list's buffer of 600 px, and room for short lines. */
const ROWS_MAX = 120

/** A plain text chat, one line a message, whose numbers tell their place. */
function chat(): string {
  const two = (n: number): string => String(n).padStart(2, '0')
  const start = Date.UTC(2020, 0, 1)
  return Array.from({ length: MESSAGES }, (_, n) => {
    const at = new Date(start + n * 60_000)
    const day = `${at.getUTCFullYear()}-${two(at.getUTCMonth() + 1)}-${two(at.getUTCDate())}`
    const long = n % 7 === 0 ? '，这一句长一些，好让每行不一样高'.repeat(1 + (n % 5)) : ''
    return `${day} ${two(at.getUTCHours())}:${two(at.getUTCMinutes())} ${n % 3 ? '李四' : '张三'}: 第 ${n} 句${long}`
  }).join('\n')
}

/** What the timeline shows now: how many rows there are, and the tallest stretch of the view without any. */
async function shown(page: Page): Promise<{ rows: number; gap: number; first: number }> {
  return page.evaluate(() => {
    const feed = document.querySelector('[role=feed]')!
    const view = feed.getBoundingClientRect()
    const boxes = [...feed.querySelectorAll('[data-seq]')]
      .map((row) => ({ box: row.closest('[data-seq]')!.getBoundingClientRect(), seq: Number(row.getAttribute('data-seq')) }))
      .sort((one, other) => one.box.top - other.box.top)
    const inView = boxes.filter(({ box }) => box.bottom > view.top && box.top < view.bottom)
    let gap = inView.length === 0 ? view.height : 0
    let edge = view.top
    for (const { box } of inView) {
      gap = Math.max(gap, box.top - edge)
      edge = Math.max(edge, box.bottom)
    }
    return { rows: boxes.length, gap: Math.max(gap, view.bottom - edge), first: inView[0]?.seq ?? 0 }
  })
}

test('100,000 messages are scrolled through without a hole', async ({ someone }) => {
  test.slow()
  const hong = await someone('小红')
  const number = await roomOf(hong, '十万句')
  const folder = mkdtempSync(join(tmpdir(), 'weilu-long-'))
  writeFileSync(join(folder, 'chat.txt'), chat())
  await weilu(process.env.WEILU_E2E_FOLDER!, ['import', join(folder, 'chat.txt'), '--room', number, '--time-zone', 'Asia/Shanghai'])
  rmSync(folder, { recursive: true })
  await post(hong, number, '都搬来了')
  await sitDown(hong, number)
  await expect(said(hong, '都搬来了')).toBeInViewport()

  await test.step('by the wheel, page after page upward', async () => {
    const box = (await timeline(hong).boundingBox())!
    await hong.mouse.move(box.x + box.width / 2, box.y + box.height / 2)
    const begun = (await shown(hong)).first
    for (let turn = 0; turn < 60; turn++) {
      await hong.mouse.wheel(0, -1_500)
      expect((await shown(hong)).rows).toBeLessThan(ROWS_MAX)
    }
    await expect.poll(async () => (await shown(hong)).gap).toBeLessThan(160)
    expect(begun - (await shown(hong)).first).toBeGreaterThan(200)
  })

  await test.step('to the first message of all, and back', async () => {
    await hong.goto(`${new URL(hong.url()).origin}/r/${number}/m/4`)
    await expect(timeline(hong).getByText('炉火从这里生起')).toBeAttached()
    await expect.poll(async () => (await shown(hong)).gap).toBeLessThan(160)
    await timeline(hong).focus()
    for (let turn = 0; turn < 25; turn++) {
      await hong.keyboard.press('PageDown')
      expect((await shown(hong)).rows).toBeLessThan(ROWS_MAX)
    }
    await expect.poll(async () => (await shown(hong)).gap).toBeLessThan(160)
    expect((await shown(hong)).first).toBeGreaterThan(60)
    await hong.getByRole('button', { name: '回到最新' }).click()
    await expect(said(hong, '都搬来了')).toBeInViewport()
  })

  await test.step('to the middle by the search', async () => {
    await hong.getByRole('button', { name: '在派里搜索' }).click()
    await hong.getByRole('searchbox').fill('第 50000 句')
    const hit = hong.getByRole('dialog').getByRole('listitem').getByRole('button').filter({ hasText: /第 50000 句/ }).first()
    await hit.click()
    await expect(said(hong, '第 50000 句')).toBeInViewport()
    await expect.poll(async () => (await shown(hong)).gap).toBeLessThan(160)
  })
})
