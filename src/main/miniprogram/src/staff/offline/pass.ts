import nacl from 'tweetnacl'
import { pbkdf2 } from '@noble/hashes/pbkdf2'
import { sha256 } from '@noble/hashes/sha256'
import type { PassDay, PassKey } from '@/api/types'
import { ascii, fromBase64, toBase64, toHex } from './bytes'

/** What a tablet has loaded of one station, purpose and day. */
export interface Loaded {
  stationId: string
  purpose: 'MEAL' | 'PICK_UP'
  day: PassDay
  keys: PassKey[]
}

/** A pass that is good here and now: whose it is (a booking, a child), or why it is not. */
export type Checked = { passId: string; subjectId: string } | { refused: 'pass-unknown' | 'pass-used' | 'pass-outside-window' }

const FORM = 1
const FIXED = 1 + 3 * 16 + 2 * 8
const SECOND = 1000

/** A code as `pass.<key>.<payload>.<signature>`; api-docs/passes.md says what is checked. */
export function checkQr(text: string, loaded: Loaded, letPass: string[], now: number): Checked {
  const read = signedBytes(text, loaded.keys)
  if (!read || read[0] !== FORM || read.length < FIXED) return { refused: 'pass-unknown' }
  const [passId, stationId, subjectId] = [1, 17, 33].map(at => uuid(read.slice(at, at + 16)))
  const [from, until] = [49, 57].map(at => seconds(read.slice(at, at + 8)) * SECOND)
  const purpose = String.fromCharCode(...read.slice(FIXED))
  if (stationId !== loaded.stationId || purpose !== loaded.purpose) return { refused: 'pass-unknown' }
  return standing({ passId, subjectId, from, until }, loaded, letPass, now)
}

/** Digits, by their slow hash: about a tenth of a second. */
export function checkDigits(digits: string, loaded: Loaded, letPass: string[], now: number): Checked {
  const { salt, rounds, entries } = loaded.day
  if (!salt || !rounds) return { refused: 'pass-unknown' }
  const hash = toBase64(pbkdf2(sha256, ascii(digits), fromBase64(salt), { c: rounds, dkLen: 32 }))
  const entry = entries.find(one => one.hash === hash)
  if (!entry) return { refused: 'pass-unknown' }
  const { passId, subjectId, validFrom, validUntil } = entry
  return standing({ passId, subjectId, from: Date.parse(validFrom), until: Date.parse(validUntil) }, loaded, letPass, now)
}

interface Read {
  passId: string
  subjectId: string
  from: number
  until: number
}

function standing({ passId, subjectId, from, until }: Read, { day }: Loaded, letPass: string[], now: number): Checked {
  if (day.gone.includes(passId) || letPass.includes(passId)) return { refused: 'pass-used' }
  const tolerance = day.clockToleranceSeconds * SECOND
  return now < from - tolerance || now > until + tolerance ? { refused: 'pass-outside-window' } : { passId, subjectId }
}

function signedBytes(text: string, keys: PassKey[]): Uint8Array | undefined {
  const end = text.lastIndexOf('.')
  const [word, number, payload, ...rest] = text.slice(0, end).split('.')
  const key = keys.find(one => String(one.number) === number)
  if (word !== 'pass' || !key || !payload || rest.length > 0) return undefined
  try {
    const signature = fromBase64(text.slice(end + 1))
    const good = nacl.sign.detached.verify(ascii(text.slice(0, end)), signature, fromBase64(key.key))
    return good ? fromBase64(payload) : undefined
  } catch {
    return undefined
  }
}

function uuid(bytes: Uint8Array): string {
  return toHex(bytes).replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5')
}

/** Big-endian; seconds of the epoch stay far below what a number holds exactly. */
function seconds(bytes: Uint8Array): number {
  return bytes.reduce((sum, byte) => sum * 256 + byte, 0)
}
