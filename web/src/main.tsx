import './styles/tokens.css';
import './styles/page.css';
import './styles/parts.css';
import './rooms/sudoku/sudoku.css';
import './styles/grid.css';
import './rooms/maze/maze.css';
import './rooms/arc/arc.css';
import { render } from 'preact';
import { App, room } from './app.tsx';
import { keepOffline } from './offline.ts';

render(<App />, document.getElementById('app')!);
keepOffline(room.peek().engine.ready());
