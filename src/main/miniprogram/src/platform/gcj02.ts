import type { Place } from './platform'

const AXIS = 6378245
const FLATTENING = 0.006693421622965943

/** Browsers measure in WGS-84; maps of China, and this API, are drawn in GCJ-02. Good to a few metres. */
export function gcj02({ latitude, longitude }: Place): Place {
  const x = longitude - 105
  const y = latitude - 35
  const north = -100 + 2 * x + 3 * y + 0.2 * y * y + 0.1 * x * y + 0.2 * Math.sqrt(Math.abs(x)) +
    waves(6 * x, 20, 2 * x, 20) + waves(y, 20, y / 3, 40) + waves(y / 12, 160, y / 30, 320)
  const east = 300 + x + 2 * y + 0.1 * x * x + 0.1 * x * y + 0.1 * Math.sqrt(Math.abs(x)) +
    waves(6 * x, 20, 2 * x, 20) + waves(x, 20, x / 3, 40) + waves(x / 12, 150, x / 30, 300)
  const parallel = (latitude * Math.PI) / 180
  const curve = 1 - FLATTENING * Math.sin(parallel) ** 2
  return {
    latitude: latitude + degrees(north, (AXIS * (1 - FLATTENING)) / curve ** 1.5),
    longitude: longitude + degrees(east, (AXIS / Math.sqrt(curve)) * Math.cos(parallel))
  }
}

function waves(first: number, high: number, second: number, higher: number) {
  return ((high * Math.sin(first * Math.PI) + higher * Math.sin(second * Math.PI)) * 2) / 3
}

function degrees(metres: number, radius: number) {
  return (metres * 180) / (radius * Math.PI)
}
