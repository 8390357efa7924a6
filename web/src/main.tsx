import './styles/tokens.css';
import './styles/page.css';
import './styles/parts.css';
import './rooms/sudoku/sudoku.css';
import './rooms/maze/maze.css';
import { render } from 'preact';
import { App } from './app.tsx';

render(<App />, document.getElementById('app')!);
