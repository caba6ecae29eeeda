// Mini programs know neither atob nor TextEncoder.
const LETTERS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/'

export function ascii(text: string): Uint8Array {
  return Uint8Array.from(text, letter => letter.charCodeAt(0))
}

/** Base64 or base64url; throws on anything else. */
export function fromBase64(text: string): Uint8Array {
  const bytes: number[] = []
  let bits = 0
  let kept = 0
  for (const letter of text.replace(/-/g, '+').replace(/_/g, '/').replace(/=+$/, '')) {
    const value = LETTERS.indexOf(letter)
    if (value < 0) throw new Error('not base64')
    bits = (bits << 6) | value
    kept += 6
    if (kept >= 8) {
      kept -= 8
      bytes.push((bits >> kept) & 255)
      bits &= (1 << kept) - 1
    }
  }
  return Uint8Array.from(bytes)
}

export function toBase64(bytes: Uint8Array): string {
  let text = ''
  for (let at = 0; at < bytes.length; at += 3) {
    const [first, second = 0, third = 0] = bytes.slice(at, at + 3)
    const group = (first << 16) | (second << 8) | third
    const letters = [18, 12, 6, 0].map(shift => LETTERS[(group >> shift) & 63])
    text += letters.slice(0, Math.min(3, bytes.length - at) + 1).join('').padEnd(4, '=')
  }
  return text
}

export function toHex(bytes: Uint8Array): string {
  return Array.from(bytes, byte => byte.toString(16).padStart(2, '0')).join('')
}
