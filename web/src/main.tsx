import { render } from 'preact';
import { App, room } from './app.tsx';
import { keepOffline } from './offline.ts';

render(<App />, document.getElementById('app')!);
keepOffline(room.peek().engine.ready());
