import { useEffect } from 'preact/hooks'
import type { Run } from './run.ts'

/** Space pauses and resumes, wherever the focus is but on something that has a use for it. */
export function useSpace<P>(run: Run<P>): void {
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      const { phase } = run.state.peek()
      if (event.code !== 'Space' || event.ctrlKey || event.metaKey || event.altKey || event.repeat) return
      if ((event.target as Element).closest('button, a, input, textarea, select, summary, dialog, label')) return
      if (phase !== 'solving' && phase !== 'paused') return
      event.preventDefault()
      event.stopPropagation()
      run.send({ type: phase === 'solving' ? 'PAUSE' : 'SOLVE' })
    }
    addEventListener('keydown', onKey, true)
    return () => removeEventListener('keydown', onKey, true)
  }, [run])
}
