import { createContext } from 'preact'
import { useContext } from 'preact/hooks'
import type { Dropped } from '../checkpoint/files.ts'

/** Takes whatever a person dropped or chose; the page tells what it is, and the room that fits opens. */
export type OpenFiles = (dropped: readonly Dropped[]) => void

/** Given by the shell, which knows the rooms. */
export const Files = createContext<OpenFiles>(() => {})

export const useFiles = (): OpenFiles => useContext(Files)
