/** How somebody who trusts neither side checks the evidence of a channel with tools of their own, one step a line. */
export const HOW_TO_CHECK = {
  vi: [
    'Mỗi "text" là một JWS compact (RFC 7515), thuật toán Ed25519 (RFC 8037): ba phần base64url nối bằng dấu chấm. Khóa là khóa trong "keys" có "kid" ghi ở phần đầu.',
    'Chữ ký ở phần thứ ba phải đúng với các byte ASCII của hai phần đầu và dấu chấm ở giữa.',
    'Đừng tin khóa chỉ vì nó nằm trong tệp này: "thumbprint" của nó (RFC 7638) phải là dấu vân tay mà bên phát hành đã ghi trong thỏa thuận đã ký, hoặc đứng trong did.json của họ, nơi giữ cả khóa cũ.',
    'Giải mã phần thứ hai của từng text: "ch" phải là "channel", còn "epoch" và "seq" cho biết vị trí.',
    'Mục tại một vị trí có hash là "sha-256:" cùng base64url của SHA-256 trên toàn bộ text. Một head nêu hash đó trong phần thứ hai. Hai text cùng một người ký, cùng "ch", "epoch" và "seq" mà khác hash chứng minh rằng người đó đã ký hai lịch sử.',
    'Chỉ có một text nghĩa là kênh dừng vì một mục mà bên đọc không hiểu, chứ không phải vì mâu thuẫn.',
  ],
  'zh-Hans': [
    '每个“text”都是一个紧凑 JWS（RFC 7515），算法为 Ed25519（RFC 8037）：三段 base64url 以点相连。所用密钥是“keys”中“kid”与头部所写相同的那一把。',
    '第三段的签名必须与前两段连同中间的点的 ASCII 字节相符。',
    '不要因为密钥写在本文件里就相信它：其“thumbprint”（RFC 7638）应是发布方在已签署协议中写明的指纹，或出现在其 did.json 中，旧密钥也保留在那里。',
    '解码每个 text 的第二段：“ch”应等于“channel”，“epoch”和“seq”说明位置。',
    '某一位置上条目的哈希是“sha-256:”加上整个 text 的 SHA-256 的 base64url。head 在第二段中写明该哈希。同一签署者的两个 text，“ch”、“epoch”、“seq”相同而哈希不同，即证明其签署了两份历史。',
    '只有一个 text 表示通道因读取方不认识的条目而停止，并非因为矛盾。',
  ],
  en: [
    'Each "text" is a compact JWS (RFC 7515) under Ed25519 (RFC 8037): three parts in base64url, joined by dots. The key is the one in "keys" whose "kid" the first part names.',
    'The signature in the third part has to hold over the ASCII bytes of the first two with the dot between them.',
    'Do not believe a key because it stands in this file: its "thumbprint" (RFC 7638) has to be the one that the publisher wrote into a signed agreement, or to stand in its did.json, which keeps old keys too.',
    'Decode the second part of each text: "ch" has to be "channel", "epoch" and "seq" say which place it is about.',
    'The hash of the entry at a place is "sha-256:" and the base64url of the SHA-256 of the whole text. A head names that hash in its second part. Two texts of one signer with the same "ch", "epoch" and "seq" and different hashes prove that it signed two histories.',
    'A text alone means that the channel was stopped by an entry that its reader does not know, and not by a contradiction.',
  ],
} as const;
