interface Part<T> {
  items: T[]
  next?: string | null
}

const MOST_PARTS = 20

/** A list that comes in parts, whole: for registers of some hundred entries. */
export async function all<T>(part: (cursor?: string) => Promise<Part<T>>): Promise<T[]> {
  const items: T[] = []
  let cursor: string | undefined
  for (let count = 0; count < MOST_PARTS; count++) {
    const answer = await part(cursor)
    items.push(...answer.items)
    if (!answer.next) break
    cursor = answer.next
  }
  return items
}
