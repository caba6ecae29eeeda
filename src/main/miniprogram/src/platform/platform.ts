/** What the app asks of whatever it runs in. The only place where wx.* or the browser is called is behind this. */
export interface Platform {
  /** Asks WeChat who this is; in a browser there is nobody to ask. */
  loginCode(): Promise<string | undefined>
  /** Where the simulator of WeChat listens; undefined in WeChat, and in browsers where there is none. */
  simulator(): Promise<string | undefined>
  send(request: Outgoing): Promise<Incoming>
  /** Reads an answer that does not end; answers what closes it. */
  stream(request: Outgoing, heard: (bytes: Uint8Array) => void, ended: () => void): () => void
  /** Has the person pay; false when they would not. */
  pay(parameters: PayParameters): Promise<boolean>
  /** Whether messages of these kinds may be sent, by template: accept, reject, ban. Left out where nobody is asked. */
  askForMessages?(templates: string[]): Promise<Record<string, string> | undefined>
  photo(): Promise<Blob | ArrayBuffer | undefined>
  /** A picture behind the door, as something to show. */
  picture(path: string, headers: Record<string, string>): Promise<Picture | undefined>
  /** A code of WeChat's own that opens the page for paying; left out where the app draws one itself. */
  payCode?(token: string, headers: Record<string, string>): Promise<string | undefined>
  /** GCJ-02. */
  place(): Promise<Place | undefined>
  /** Where this device is (GCJ-02), now and as it moves; undefined while nobody may know. Answers what stops the telling. */
  whereabouts(heard: (place: Place | undefined) => void): () => void
  /** Where a permission that was refused is given after all, by a press only; left out where the browser's menu has it. */
  permissions?(): Promise<void>
  /** A map that leads to a place (GCJ-02). */
  route(place: Place, name: string): void
  telephone(number: string): void
  /** Whether there is a camera that reads codes. */
  scans(): boolean
  /** What stands in a code; undefined when none was read. */
  scan(): Promise<string | undefined>
  say(words: string, language: string): void
  /** Sound and vibration: something new. */
  ring(): void
  /** Keeps the screen from going dark while somebody works. */
  stayAwake(on: boolean): void
  copy(text: string): Promise<void>
  /** Keeps the app itself on this device, for a start without a network. WeChat does so unasked. */
  keepApp(): void
  /** Answers what stops the listening. */
  whenOnline(back: () => void): () => void
}

export interface Picture {
  source: string
  forget(): void
}

export interface Place {
  latitude: number
  longitude: number
}

export interface Outgoing {
  method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'
  path: string
  headers: Record<string, string>
  body?: string | Blob | ArrayBuffer
}

export interface Incoming {
  status: number
  headers: (name: string) => string | undefined
  text: string
}

export interface PayParameters {
  timeStamp: string
  nonceStr: string
  package: string
  signType: string
  paySign: string
}
