/// <reference types="vite/client" />

interface ImportMetaEnv {
  readonly VITE_DOORSTEP_API?: string
}

