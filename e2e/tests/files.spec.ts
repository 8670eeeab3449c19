import type { Page } from '@playwright/test'
import { address, composer, expect, expectAccessible, gather, row, say, send, test, timeline } from '../people'

/** A real PNG of one colour, drawn by the browser. */
async function picture(page: Page, color: string): Promise<Buffer> {
  const url = await page.evaluate((fill) => {
    const canvas = Object.assign(document.createElement('canvas'), { width: 320, height: 240 })
    const brush = canvas.getContext('2d')!
    brush.fillStyle = fill
    brush.fillRect(0, 0, 320, 240)
    return canvas.toDataURL('image/png')
  }, color)
  return Buffer.from(url.split(',')[1], 'base64')
}

async function attach(page: Page, ...files: { name: string; mimeType: string; buffer: Buffer }[]): Promise<void> {
  const chooser = page.waitForEvent('filechooser')
  await page.getByRole('button', { name: '更多可以发的' }).click()
  await page.getByRole('menuitem', { name: '添加图片或文件' }).click()
  await (await chooser).setFiles(files)
}

/** As the clipboard or the desktop gives it to the page. */
async function give(page: Page, how: 'paste' | 'drop', target: string, bytes: Buffer, name: string): Promise<void> {
  await page.evaluate(({ kind, selector, base64, fileName }) => {
    const data = Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0))
    const transfer = new DataTransfer()
    transfer.items.add(new File([data], fileName, { type: 'image/png' }))
    const element = document.querySelector(selector)!
    const how = { bubbles: true, cancelable: true }
    const event = kind === 'paste'
      ? new ClipboardEvent('paste', { ...how, clipboardData: transfer })
      : new DragEvent('drop', { ...how, dataTransfer: transfer })
    if (kind === 'drop') {
      element.dispatchEvent(new DragEvent('dragover', { ...how, dataTransfer: transfer }))
    }
    element.dispatchEvent(event)
  }, { kind: how, selector: target, base64: bytes.toString('base64'), fileName: name })
}

test('pictures come by button, by paste and by drop, and are seen large', async ({ someone }) => {
  const [hong, ming] = [await someone('小红'), await someone('小明')]
  await gather('相册', hong, ming)
  await attach(hong,
    { name: '红.png', mimeType: 'image/png', buffer: await picture(hong, '#c33') },
    { name: '绿.png', mimeType: 'image/png', buffer: await picture(hong, '#3c3') })
  await composer(hong).fill('两张照片')
  await send(hong)
  const pictures = row(ming, '两张照片').getByRole('button', { name: /^看大图/ })
  await expect(pictures).toHaveCount(2)
  await expect.poll(() => pictures.first().locator('img').evaluate((image: HTMLImageElement) => image.naturalWidth)).toBeGreaterThan(0)

  await give(hong, 'paste', '[data-composer]', await picture(hong, '#33c'), '贴的.png')
  await expect(hong.getByRole('button', { name: '去掉 贴的.png' })).toBeVisible()
  await give(hong, 'drop', '[role=feed]', await picture(hong, '#cc3'), '拖的.png')
  await expect(hong.getByRole('button', { name: '去掉 拖的.png' })).toBeVisible()
  await give(hong, 'drop', '[data-composer]', await picture(hong, '#000'), '多的.png')
  await hong.getByRole('button', { name: '去掉 多的.png' }).click()
  await send(hong)
  await expect(timeline(ming).getByRole('button', { name: /^看大图/ })).toHaveCount(4)

  await pictures.first().click()
  const viewer = ming.getByRole('dialog', { name: '图片 红.png' })
  await expect(viewer.locator('img')).toBeVisible()
  await expectAccessible(ming)
  await ming.keyboard.press('ArrowRight')
  await expect(ming.getByRole('dialog', { name: '图片 绿.png' })).toBeVisible()
  await ming.getByRole('button', { name: '放大' }).click()
  await expect(ming.getByRole('button', { name: '缩小' })).toBeEnabled()
  await ming.keyboard.press('Escape')
  await expect(ming.getByRole('dialog')).toHaveCount(0)
})

test('what could run as a program is only ever a file to download', async ({ someone }) => {
  const [hong, ming] = [await someone('小红'), await someone('小明')]
  const number = await gather('附件', hong, ming)
  const svg = '<svg xmlns="http://www.w3.org/2000/svg"><script>window.caught = true</script></svg>'
  await attach(hong,
    { name: '图.svg', mimeType: 'image/svg+xml', buffer: Buffer.from(svg) },
    { name: '页.html', mimeType: 'text/html', buffer: Buffer.from('<script>window.caught = true</script>') },
    { name: '假.png', mimeType: 'image/png', buffer: Buffer.from('<html><script>window.caught = true</script>') })
  await say(hong, '三个文件')
  const links = row(ming, '三个文件').getByRole('link')
  await expect(links).toHaveCount(3)
  await expect(row(ming, '三个文件').locator('img')).toHaveCount(0)
  for (const link of await links.all()) {
    await expect(link).toHaveAttribute('download', /./)
    const answer = await ming.request.get(address() + (await link.getAttribute('href'))!)
    const headers = answer.headers()
    expect(headers['content-disposition']).toMatch(/^attachment/)
    expect(headers['x-content-type-options']).toBe('nosniff')
    expect(headers['cross-origin-resource-policy']).toBe('same-origin')
    expect(headers['content-security-policy']).toContain('sandbox')
    expect(headers['content-type']).not.toMatch(/svg|html/)
  }
  const download = ming.waitForEvent('download')
  await links.first().click()
  expect((await download).suggestedFilename()).toBe('图.svg')
  expect(await ming.evaluate(() => 'caught' in window)).toBe(false)
  expect(ming.url()).toContain(number)
})

test('a voice message is recorded, seen as a wave, and played', async ({ someone }) => {
  const [hong, ming] = [await someone('小红'), await someone('小明')]
  await hong.context().grantPermissions(['microphone'])
  await gather('说话', hong, ming)
  await hong.getByRole('button', { name: '录一段语音' }).click()
  const recorder = hong.getByRole('group', { name: '正在录音' })
  await expect(recorder.getByText('0:02')).toBeVisible()
  await hong.getByRole('button', { name: '发送语音' }).click()
  const play = timeline(ming).getByRole('button', { name: /^播放 · 语音/ })
  await expect(play).toBeVisible()
  await play.click()
  await expect(timeline(ming).getByRole('button', { name: /^暂停/ })).toBeVisible()
  await expect(play).toBeVisible()

  await hong.getByRole('button', { name: '录一段语音' }).click()
  await expect(recorder).toBeVisible()
  await hong.getByRole('button', { name: '不要了' }).click()
  await expect(recorder).toHaveCount(0)
  await expect(timeline(hong).getByRole('button', { name: /^播放/ })).toHaveCount(1)
})
