import { useSignal } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import type { Engine } from '../engine.ts';
import type { Room } from '../rooms/room.ts';

/** A weights file, or one that the room knows, may be dropped anywhere on the page. */
export function DropZone({ room: { engine, take } }: { room: Room }) {
  const over = useSignal(false);
  useEffect(() => {
    const hasFile = (event: DragEvent) => event.dataTransfer?.types.includes('Files') ?? false;
    const onOver = (event: DragEvent) => {
      if (!hasFile(event)) return;
      event.preventDefault();
      over.value = true;
    };
    const onLeave = (event: DragEvent) => {
      if (!event.relatedTarget) over.value = false;
    };
    const onDrop = (event: DragEvent) => {
      if (!hasFile(event)) return;
      event.preventDefault();
      over.value = false;
      const file = event.dataTransfer!.files[0];
      if (file && !take?.(file)) loadFile(engine, file);
    };
    addEventListener('dragover', onOver);
    addEventListener('dragleave', onLeave);
    addEventListener('drop', onDrop);
    return () => {
      removeEventListener('dragover', onOver);
      removeEventListener('dragleave', onLeave);
      removeEventListener('drop', onDrop);
    };
  }, [engine, take]);
  return over.value ? <div class="drop-zone"><p>Drop a .hrm file to use its weights{take && ', or a puzzle file to open it'}</p></div> : null;
}

/** Its outcome is shown by the engine's signals. */
export function loadFile(engine: Engine, file: File): void {
  engine.load({ name: file.name, from: file }).catch(() => {});
}
