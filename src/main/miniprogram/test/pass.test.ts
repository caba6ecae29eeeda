import { generateKeyPairSync, pbkdf2Sync, sign } from 'node:crypto'
import { expect, test } from 'vitest'
import { checkDigits, checkQr, type Loaded } from '@/staff/offline/pass'

const STATION = '11111111-1111-4111-8111-111111111111'
const PASS = '22222222-2222-4222-8222-222222222222'
const CHILD = '33333333-3333-4333-8333-333333333333'
const NOON = Date.parse('2026-03-02T04:00:00Z')
const HOUR = 3600_000
const SALT = Buffer.from('0123456789abcdef')
const ROUNDS = 1000
const { publicKey, privateKey } = generateKeyPairSync('ed25519')
const KEY = publicKey.export({ format: 'der', type: 'spki' }).subarray(-32).toString('base64')

function loaded(change: Partial<Loaded['day']> = {}): Loaded {
  const hash = pbkdf2Sync('482913', SALT, ROUNDS, 32, 'sha256').toString('base64')
  const entry = { passId: PASS, subjectId: CHILD, hash, validFrom: new Date(NOON).toISOString(), validUntil: new Date(NOON + HOUR).toISOString() }
  const day = { algorithm: 'PBKDF2-HMAC-SHA256', salt: SALT.toString('base64'), rounds: ROUNDS, mostTries: 5, clockToleranceSeconds: 600, entries: [entry], gone: [], ...change }
  return { stationId: STATION, purpose: 'PICK_UP', keys: [{ number: 7, key: KEY }], day }
}

function qr({ station = STATION, purpose = 'PICK_UP', key = 7 } = {}) {
  const ids = [PASS, station, CHILD].map(id => Buffer.from(id.replace(/-/g, ''), 'hex'))
  const window = Buffer.alloc(16)
  window.writeBigInt64BE(BigInt(NOON / 1000), 0)
  window.writeBigInt64BE(BigInt((NOON + HOUR) / 1000), 8)
  const text = `pass.${key}.${Buffer.concat([Buffer.from([1]), ...ids, window, Buffer.from(purpose)]).toString('base64url')}`
  return `${text}.${sign(null, Buffer.from(text), privateKey).toString('base64url')}`
}

const GOOD = { passId: PASS, subjectId: CHILD }
const UNKNOWN = { refused: 'pass-unknown' }

test('a signed code is good at its station, for its purpose, within its window and ten minutes around it', () => {
  expect(checkQr(qr(), loaded(), [], NOON)).toEqual(GOOD)
  expect(checkQr(qr(), loaded(), [], NOON - 599_000)).toEqual(GOOD)
  expect(checkQr(qr(), loaded(), [], NOON - 601_000)).toEqual({ refused: 'pass-outside-window' })
  expect(checkQr(qr(), loaded(), [], NOON + HOUR + 601_000)).toEqual({ refused: 'pass-outside-window' })
  expect(checkQr(qr({ station: PASS }), loaded(), [], NOON)).toEqual(UNKNOWN)
  expect(checkQr(qr({ purpose: 'MEAL' }), loaded(), [], NOON)).toEqual(UNKNOWN)
})

test('a code that was changed anywhere, or signed by nobody we know, is not known', () => {
  const code = qr()
  for (let at = 0; at < code.length - 2; at += 7) {
    const letter = code[at] === 'A' ? 'B' : 'A'
    expect(checkQr(code.slice(0, at) + letter + code.slice(at + 1), loaded(), [], NOON), String(at)).toEqual(UNKNOWN)
  }
  expect(checkQr(qr({ key: 8 }), loaded(), [], NOON)).toEqual(UNKNOWN)
  for (const rubbish of ['', 'pass', 'pass.7', 'pass.7..', 'pass.7.AAAA.AAAA', '😀.7.a.b', '482913']) {
    expect(checkQr(rubbish, loaded(), [], NOON), rubbish).toEqual(UNKNOWN)
  }
})

test('a pass is good once: not after it was used with us, nor after this tablet let it pass', () => {
  expect(checkQr(qr(), loaded({ gone: [PASS] }), [], NOON)).toEqual({ refused: 'pass-used' })
  expect(checkQr(qr(), loaded(), [PASS], NOON)).toEqual({ refused: 'pass-used' })
  expect(checkDigits('482913', loaded(), [PASS], NOON)).toEqual({ refused: 'pass-used' })
})

test('digits are found by their slow hash', () => {
  expect(checkDigits('482913', loaded(), [], NOON)).toEqual(GOOD)
  expect(checkDigits('482914', loaded(), [], NOON)).toEqual(UNKNOWN)
  expect(checkDigits('482913', loaded({ salt: null, rounds: 0, entries: [] }), [], NOON)).toEqual(UNKNOWN)
})
