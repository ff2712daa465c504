// Reads the text of a PDF with Debian's pdftotext.
import { spawnSync } from 'node:child_process';

export function pdfText(bytes) {
  const run = spawnSync('pdftotext', ['-enc', 'UTF-8', '-', '-'], { input: bytes, maxBuffer: 1 << 28 });
  if (run.error || run.status !== 0) throw new Error(`pdftotext did not run: ${run.error?.message ?? run.stderr}`);
  return run.stdout.toString('utf8');
}
