// Talks to the API. A refused request becomes a Problem with the Chinese sentence of its problem detail.

/** Where the hotline is served; this file lies at <root>/hotline/. */
export const root = new URL('../', import.meta.url);

export class Problem extends Error {
  constructor(status, answer) {
    super(answer?.detail || sentenceFor(status));
    this.status = status;
    this.code = answer?.code;
    this.errors = answer?.errors;
    this.answer = answer;
  }
}

function sentenceFor(status) {
  switch (status) {
    case 0: return '连不上服务器，请检查网络后重试。';
    case 401: return '登录已失效，请重新登录。';
    case 403: return '您的角色不能进行这项操作。';
    case 404: return '没有找到，可能已被删除。';
    case 413: return '文件太大，请分次上传。';
    default: return '服务器没有完成这次请求（' + status + '），请稍后重试。';
  }
}

function token() {
  const cookie = document.cookie.split('; ').find(pair => pair.startsWith('XSRF-TOKEN='));
  return cookie ? decodeURIComponent(cookie.slice('XSRF-TOKEN='.length)) : '';
}

/** Sends a request to a path of the hotline such as `/api/tickets`; `body` is an object (JSON) or FormData (files). Returns the parsed answer, null when there is none. */
export async function call(method, path, body) {
  const headers = { Accept: 'application/json' };
  if (method !== 'GET') {
    headers['X-XSRF-TOKEN'] = token();
  }
  const files = body instanceof FormData;
  if (body && !files) {
    headers['Content-Type'] = 'application/json';
  }
  let response;
  try {
    response = await fetch(new URL(path.replace(/^\//, ''), root), { method, headers, body: body && !files ? JSON.stringify(body) : body });
  } catch {
    throw new Problem(0);
  }
  const text = await response.text();
  let answer = null;
  try {
    answer = text ? JSON.parse(text) : null;
  } catch {
    answer = null;
  }
  if (!response.ok) {
    throw new Problem(response.status, answer);
  }
  return answer;
}

/**
 * Sends one file as the field `file`; `progress(part)` is told how much has gone, from 0 to 1, and `stop(how)` is given a
 * function that ends it, which rejects with a DOMException named AbortError.
 */
export function upload(path, file, { progress = () => {}, stop = () => {} } = {}) {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    request.open('POST', new URL(path.replace(/^\//, ''), root));
    request.setRequestHeader('Accept', 'application/json');
    request.setRequestHeader('X-XSRF-TOKEN', token());
    request.upload.addEventListener('progress', event => event.lengthComputable && progress(event.loaded / event.total));
    request.addEventListener('error', () => reject(new Problem(0)));
    request.addEventListener('abort', () => reject(new DOMException('stopped', 'AbortError')));
    request.addEventListener('load', () => {
      let answer = null;
      try {
        answer = JSON.parse(request.responseText);
      } catch {
        answer = null;
      }
      if (request.status >= 200 && request.status < 300) {
        resolve(answer);
      } else {
        reject(new Problem(request.status, answer));
      }
    });
    stop(() => request.abort());
    const form = new FormData();
    form.append('file', file, file.name);
    request.send(form);
  });
}

/** Saves a file of the API under a name; a refusal is thrown as a Problem like any other. */
export async function download(path, name) {
  const response = await fetch(new URL(path.replace(/^\//, ''), root), { headers: { Accept: 'application/json, */*' } });
  if (!response.ok) {
    throw new Problem(response.status, await response.json().catch(() => null));
  }
  const address = URL.createObjectURL(await response.blob());
  const link = document.createElement('a');
  link.href = address;
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(address), 1000);
}

export const get = (path, query) => call('GET', path + search(query));
export const post = (path, body) => call('POST', path, body);
export const remove = path => call('DELETE', path);

/** Posts and saves the file that comes back; answers its name. */
export async function downloadPosted(path, body) {
  let response;
  try {
    response = await fetch(new URL(path.replace(/^\//, ''), root), {
      method: 'POST', headers: { 'X-XSRF-TOKEN': token(), 'Content-Type': 'application/json', Accept: '*/*' }, body: JSON.stringify(body),
    });
  } catch {
    throw new Problem(0);
  }
  if (!response.ok) {
    let answer = null;
    try {
      answer = await response.json();
    } catch {
      answer = null;
    }
    throw new Problem(response.status, answer);
  }
  const named = /filename\*=UTF-8''([^;]+)/i.exec(response.headers.get('Content-Disposition') || '');
  const name = named ? decodeURIComponent(named[1]) : '下载';
  const address = URL.createObjectURL(await response.blob());
  const link = document.createElement('a');
  link.href = address;
  link.download = name;
  document.body.append(link);
  link.click();
  link.remove();
  window.setTimeout(() => URL.revokeObjectURL(address), 60000);
  return name;
}

/** `?a=1&b=2` of the values that are not empty. */
export function search(query = {}) {
  const filled = Object.entries(query).filter(([, value]) => value !== undefined && value !== null && value !== '');
  return filled.length ? '?' + new URLSearchParams(filled) : '';
}

/** One path segment. */
export const segment = text => encodeURIComponent(text);

const remembered = new Map();

/** A list that does not change while somebody works here (jurisdictions, units); read once. */
export function once(path, query) {
  const key = path + search(query);
  if (!remembered.has(key)) {
    const answer = call('GET', key);
    remembered.set(key, answer);
    answer.catch(() => remembered.delete(key));
  }
  return remembered.get(key);
}
