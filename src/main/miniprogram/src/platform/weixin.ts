import type { Incoming, Outgoing, PayParameters, Picture, Place, Platform } from './platform'

/** A mini program has no address of its own: where the API is, the build is told. */
const API = import.meta.env.VITE_DOORSTEP_API ?? ''

declare const requirePlugin: (name: string) => {
  textToSpeech(asked: { lang: string; tts: boolean; content: string; success(made: { filename: string }): void }): void
}

function loginCode() {
  return new Promise<string | undefined>(resolve =>
    uni.login({ provider: 'weixin', success: ({ code }) => resolve(code), fail: () => resolve(undefined) })
  )
}

function send({ method, path, headers, body }: Outgoing) {
  return new Promise<Incoming>((resolve, reject) =>
    uni.request({
      url: API + path,
      method: method as 'GET',
      header: headers,
      data: body as string | ArrayBuffer,
      dataType: 'text',
      success: ({ statusCode, data, header }) => resolve({ status: statusCode, headers: within(header), text: String(data ?? '') }),
      fail: reject
    })
  )
}

function within(headers: Record<string, string>) {
  return (name: string) => {
    const found = Object.keys(headers).find(one => one.toLowerCase() === name.toLowerCase())
    return found === undefined ? undefined : headers[found]
  }
}

function stream({ method, path, headers }: Outgoing, heard: (bytes: Uint8Array) => void, ended: () => void) {
  let closed = false
  const task = uni.request({
    url: API + path,
    method: method as 'GET',
    header: headers,
    enableChunked: true,
    responseType: 'arraybuffer',
    timeout: 600_000,
    complete: () => closed || ended()
  } as UniApp.RequestOptions) as unknown as {
    abort(): void
    onChunkReceived(listener: (chunk: { data: ArrayBuffer }) => void): void
  }
  task.onChunkReceived(({ data }) => heard(new Uint8Array(data)))
  return () => {
    closed = true
    task.abort()
  }
}

function pay(parameters: PayParameters) {
  return new Promise<boolean>(resolve =>
    uni.requestPayment({
      provider: 'wxpay',
      ...parameters,
      success: () => resolve(true),
      fail: () => resolve(false)
    } as unknown as UniApp.RequestPaymentOptions)
  )
}

function askForMessages(templates: string[]) {
  return new Promise<Record<string, string> | undefined>(resolve =>
    uni.requestSubscribeMessage({
      tmplIds: templates,
      success: said => {
        const answers = said as unknown as Record<string, string>
        resolve(Object.fromEntries(templates.filter(one => one in answers).map(one => [one, answers[one]])))
      },
      fail: () => resolve(undefined)
    })
  )
}

function photo() {
  return new Promise<ArrayBuffer | undefined>(resolve =>
    uni.chooseImage({
      count: 1,
      sizeType: ['compressed'],
      success: ({ tempFilePaths }) =>
        uni.getFileSystemManager().readFile({
          filePath: tempFilePaths[0],
          success: ({ data }) => resolve(data as ArrayBuffer),
          fail: () => resolve(undefined)
        }),
      fail: () => resolve(undefined)
    })
  )
}

function picture(path: string, header: Record<string, string>) {
  return new Promise<Picture | undefined>(resolve =>
    uni.downloadFile({
      url: API + path,
      header: { ...header, Accept: 'image/*' },
      success: ({ statusCode, tempFilePath }) => resolve(statusCode === 200 ? { source: tempFilePath, forget: () => {} } : undefined),
      fail: () => resolve(undefined)
    })
  )
}

function payCode(token: string, header: Record<string, string>) {
  return new Promise<string | undefined>(resolve =>
    uni.request({
      url: `${API}/api/payment-links/picture`,
      method: 'POST',
      header: { ...header, 'Content-Type': 'application/json', Accept: 'image/png, application/problem+json' },
      data: { token },
      responseType: 'arraybuffer',
      success: ({ statusCode, data }) => resolve(statusCode === 200 ? `data:image/png;base64,${uni.arrayBufferToBase64(data as ArrayBuffer)}` : undefined),
      fail: () => resolve(undefined)
    })
  )
}

function place() {
  return new Promise<Place | undefined>(resolve =>
    uni.getLocation({
      type: 'gcj02',
      success: ({ latitude, longitude }) => resolve({ latitude, longitude }),
      fail: () => resolve(undefined)
    })
  )
}

/** WeChat measures no more often than that. To be called as somebody moves takes a licence of its own. */
const LOOK_EVERY = 30_000

function whereabouts(heard: (place: Place | undefined) => void) {
  const look = async () => heard(await place())
  void look()
  const looking = setInterval(look, LOOK_EVERY)
  return () => clearInterval(looking)
}

let player: UniApp.InnerAudioContext | undefined

function say(words: string, language: string) {
  requirePlugin('WechatSI').textToSpeech({
    lang: language === 'en' ? 'en_US' : 'zh_CN',
    tts: true,
    content: words,
    success: ({ filename }) => {
      player?.destroy()
      player = uni.createInnerAudioContext()
      player.src = filename
      player.play()
    }
  })
}

function scan() {
  return new Promise<string | undefined>(resolve =>
    uni.scanCode({ success: ({ result }) => resolve(result), fail: () => resolve(undefined) })
  )
}

export const platform: Platform = {
  loginCode,
  simulator: async () => undefined,
  send,
  stream,
  pay,
  askForMessages,
  photo,
  picture,
  payCode,
  place,
  whereabouts,
  permissions: () => new Promise(resolve => uni.openSetting({ complete: () => resolve() })),
  route: ({ latitude, longitude }, name) => uni.openLocation({ latitude, longitude, name, scale: 18 }),
  telephone: phoneNumber => uni.makePhoneCall({ phoneNumber, fail: () => undefined }),
  scans: () => true,
  scan,
  say,
  ring: () => uni.vibrateLong({}),
  stayAwake: keepScreenOn => uni.setKeepScreenOn({ keepScreenOn }),
  keepApp: () => undefined,
  copy: data => new Promise(resolve => uni.setClipboardData({ data, complete: () => resolve() })),
  whenOnline: back => {
    const listener = ({ isConnected }: { isConnected: boolean }) => isConnected && back()
    uni.onNetworkStatusChange(listener)
    return () => uni.offNetworkStatusChange(listener)
  }
}
