/** Money is whole fen everywhere; people read and type yuan. */
export function yuan(fen: number): string {
  const text = (Math.abs(fen) / 100).toLocaleString('zh-CN', { minimumFractionDigits: fen % 100 === 0 ? 0 : 2 })
  return `${fen < 0 ? '−' : ''}¥${text}`
}

export const toFen = (amount: number | undefined | null) => Math.round((amount ?? 0) * 100)
export const toYuan = (fen: number | undefined | null) => (fen ?? 0) / 100
