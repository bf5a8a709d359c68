/** What is said of a file or folder that cannot be written; in words, never the operating system's own. */
import { existsSync } from 'node:fs';
import path from 'node:path';
import { AppError } from '../errors.js';

/**
 * @param file as the person named it.
 * @param error what the file system threw.
 * @param next the step to take.
 * @returns AppError `file_unwritable`; what no file system threw, as it is.
 */
export function unwritable(
  file: string,
  error: unknown,
  next = 'Name a file in a folder that is there and that you may write to.',
): Error {
  if (isOther(error)) return error;
  return new AppError('file_unwritable', `${file} cannot be written: ${whyNot(file, error)}.`, next, {
    cause: error,
  });
}

/**
 * The same of a folder that is to hold files.
 * @returns AppError `file_unwritable`; what no file system threw, as it is.
 */
export function folderUnwritable(folder: string, error: unknown): Error {
  if (isOther(error)) return error;
  const { code } = error as NodeJS.ErrnoException;
  const why = code === 'EEXIST' ? 'a file of that name is there' : whyNot(folder, error);
  return new AppError(
    'file_unwritable',
    `The folder ${folder} cannot be used: ${why}.`,
    'Name a folder that you may write to.',
    { cause: error },
  );
}

const isOther = (error: unknown): error is Error => error instanceof Error && !('syscall' in error);

function whyNot(file: string, error: unknown): string {
  // Of a renaming, the new name is what stood in the way.
  const {
    code = '',
    path: from,
    dest: at = from ?? file,
  } = error as NodeJS.ErrnoException & { dest?: string };
  const within = path.dirname(at);
  switch (code) {
    case 'ENOENT':
      return existsSync(within) ? `nothing can be made in ${within}` : `there is no folder ${within}`;
    case 'ENOTDIR':
      return `${within} is no folder`;
    case 'EEXIST':
      return `${at} is there already, and is no folder`;
    case 'EISDIR':
      return path.resolve(at) === path.resolve(file) ? 'it is a folder' : `${at} is a folder`;
    case 'EACCES':
    case 'EPERM':
      return 'you may not write there';
    case 'EROFS':
      return 'the disk is read-only';
    case 'ENOSPC':
    case 'EDQUOT':
      return 'the disk is full';
    default:
      return code === '' ? String(error) : `the system says ${code}`;
  }
}
