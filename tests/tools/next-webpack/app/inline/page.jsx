'use client'
import { useEffect } from 'react'

export default function Page() {
  useEffect(() => void import('../../inline.js'), [])
  return <h1>A page</h1>
}
