/* Instants and limits in words, in Chinese time whatever the browser's zone. */

const inChina = new Intl.DateTimeFormat('en-GB', {
  timeZone: 'Asia/Shanghai', hourCycle: 'h23',
  year: 'numeric', month: 'numeric', day: 'numeric', hour: '2-digit', minute: '2-digit'
});

function parts(instant) {
  const found = {};
  inChina.formatToParts(instant).forEach(part => { found[part.type] = part.value; });
  return found;
}

/** 2026年11月25日 09:30, Chinese time whatever the browser's zone. */
export function moment(iso) {
  const instant = new Date(iso);
  if (!iso || isNaN(instant)) {
    return '';
  }
  const p = parts(instant);
  return `${p.year}年${p.month}月${p.day}日 ${p.hour}:${p.minute}`;
}

/** A limit ends at an exclusive instant; midnight belongs to the day before and is read as 24:00. */
export function limit(iso) {
  const instant = new Date(iso);
  if (!iso || isNaN(instant)) {
    return '';
  }
  const p = parts(instant);
  if (p.hour !== '00' || p.minute !== '00') {
    return moment(iso);
  }
  const day = parts(new Date(instant.getTime() - 1));
  return `${day.year}年${day.month}月${day.day}日 24:00`;
}

/** How long until a limit, or since it passed: {text, state} with state ok, soon or passed. */
export function remaining(iso, now) {
  const minutes = Math.floor((new Date(iso) - now) / 60000);
  const distance = Math.abs(minutes);
  const days = Math.floor(distance / 1440);
  const hours = Math.floor(distance % 1440 / 60);
  const words = days > 0 ? `${days}天${hours > 0 ? hours + '小时' : ''}`
    : hours > 0 ? `${hours}小时${distance % 60 > 0 ? distance % 60 + '分' : ''}` : `${distance}分`;
  if (minutes < 0) {
    return {text: '已超' + words, state: 'passed'};
  }
  return {text: '剩' + words, state: minutes < 1440 ? 'soon' : 'ok'};
}
