import { Component, CUSTOM_ELEMENTS_SCHEMA, provideZonelessChangeDetection, signal } from '@angular/core'
import { bootstrapApplication } from '@angular/platform-browser'

const PUZZLE = '4....2.3.3.95....2726193...5.3.2.78.261.....5874.56..1.8.3.5...6..78.21....2.459.'

@Component({
  selector: 'app-root',
  schemas: [CUSTOM_ELEMENTS_SCHEMA],
  template: `<hrm-puzzle
      [value]="puzzle"
      model="/models/manifest.json"
      [readonly]="true"
      [autoplay]="true"
      (hrm-solved)="answer.set($any($event).detail.answer)"
    ></hrm-puzzle>
    <p id="answer">{{ answer() }}</p>`,
})
class App {
  puzzle = PUZZLE
  answer = signal('')
}

const program = location.search === '?inline' ? import('../inline.js') : import('../main.js')
program.then(() => bootstrapApplication(App, { providers: [provideZonelessChangeDetection()] })).catch(console.error)
