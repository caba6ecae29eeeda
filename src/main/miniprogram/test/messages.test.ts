import { expect, test } from 'vitest'

const ITEMS = ['calm', 'seat', 'moved', 'rarely'].map(templateId => ({ templateId, accepted: 0 }))

async function app() {
  const phone = await import('./phone')
  phone.network.sent = []
  phone.network.answer = () => phone.answered(200, { items: ITEMS })
  return { ...phone, ...(await import('@/store/messages')), ...(await import('@/store/session')) }
}

test('whoever taps is asked for the three messages that they accepted least, and what they said is told', async () => {
  const { network, platform, loadMessages, askForMessages } = await app()
  await loadMessages()
  await askForMessages()

  expect(platform.askedFor).toEqual(['calm', 'seat', 'moved'])
  expect(network.sent.map(({ method }) => method)).toEqual(['GET', 'POST'])
  expect(network.sent[1].body).toBe('{"answers":{"calm":"accept","seat":"accept","moved":"accept"}}')
})

test('nobody is asked where nothing was loaded, or after they left', async () => {
  const { network, platform, session, loadMessages, askForMessages } = await app()
  await askForMessages()
  await loadMessages()
  session.end()
  await askForMessages()

  expect(platform.askedFor).toEqual([])
  expect(network.sent).toHaveLength(1)
})
