import type { StructureField } from '../dialects/dialect.ts';
import { words } from '../words.ts';

/** Names that houses give their fields, in English, Vietnamese (without marks), Chinese and some more. */
const NAMES: readonly (readonly [StructureField, string])[] = [
  [
    'uri',
    'uri id guid uid identifier newsid articleid storyid docid itemid ma matin mabai mabaiviet sohieu idtin 编号 稿号 稿件编号 稿件号 文章编号 新闻编号 唯一标识',
  ],
  ['version', 'version ver rev revision phienban banso lanban lan 版本 版本号 版次'],
  ['status', 'status state pubstatus trangthai tinhtrang 状态 稿件状态 发布状态'],
  ['instruction', 'instruction action command hanhdong thaotac lenh yeucau 操作 指令 动作 处理'],
  ['language', 'language lang locale ngonngu 语言 语种'],
  [
    'versionCreated',
    'date datetime time timestamp updated updatedat modified modifiedat versioncreated pubdate published publishedat sent sentat ngay ngaygio thoigian thoidiem ngaydang ngayphat giophat capnhat ngaycapnhat xuatban when 时间 日期 发布时间 发稿时间 更新时间 修改时间 签发时间',
  ],
  ['firstCreated', 'created createdat creationdate firstcreated ngaytao khoitao 创建时间 建稿时间'],
  [
    'embargo',
    'embargo embargoed embargountil cotienphat camphattruoc thoigiancam 禁发 禁发时间 解禁时间 限时',
  ],
  [
    'headline',
    'headline title heading hed head tieude tieudechinh tit titchinh tenbai 标题 主标题 题目 标题主',
  ],
  ['slugline', 'slug slugline keywordline tukhoanhanh 关键标识 短标'],
  [
    'summary',
    'summary abstract lead lede standfirst description teaser sapo tomtat dandan 摘要 导语 提要 简介',
  ],
  [
    'byline',
    'byline author by writer creator reporter tacgia phongvien nguoiviet butdanh 作者 记者 署名 撰稿',
  ],
  ['dateline', 'dateline diadanh noiphattin 电头 发稿地'],
  ['creditLine', 'credit creditline source agency nguon nguontin 来源 稿源 供稿'],
  ['copyrightNotice', 'copyright copyrightnotice rights banquyen 版权 版权声明'],
  ['countriesOut', 'countryout countriesout territoryout excludedcountries'],
  ['usageTerms', 'usageterms terms usage dieukiensudung dieukhoan 使用条件 使用须知 使用限制'],
  ['urgency', 'urgency priority uutien mucdo dokhan 优先级 紧急程度 等级'],
  ['keywords', 'keyword keywords tag tags word tukhoa nhan the 关键词 关键字 标签'],
  [
    'subjects',
    'subject subjects category categories section topic chuyenmuc chude linhvuc danhmuc 栏目 分类 类别 主题 频道',
  ],
  ['places', 'place places location locations city country diaphuong diadiem noixayra 地点 地区 地域'],
  ['contact', 'contact phone tel mobile email lienhe dienthoai sodienthoai 联系 联系人 联系方式 电话 邮箱'],
  [
    'privateNote',
    'note notes remark remarks ednote editornote comment comments internal deskonly ghichu luuy nhanxet noibo ghichunoibo ghichubientap 备注 内部备注 编辑备注 附注 内部 编者注',
  ],
  [
    'body',
    'body content text story article fulltext bodytext html noidung thanbai toanvan vanban baiviet 正文 内容 全文 稿件内容 文本',
  ],
  [
    'picture',
    'image picture photo img thumbnail imageurl anh hinh hinhanh anhdaidien 图片 照片 配图 图片地址',
  ],
  ['caption', 'caption cutline chuthich chuthichanh 图说 图片说明 说明'],
  ['link', 'link url href permalink weburl duongdan lienket 链接 网址 原文链接'],
];

const FIELD_OF: ReadonlyMap<string, StructureField> = new Map(
  NAMES.flatMap(([field, names]) => words(names).map((name) => [name, field] as const)),
);

/** The field that a house may mean by a name, letter case, marks and joints aside; undefined for a name that says nothing. */
export function fieldOfName(name: string): StructureField | undefined {
  return FIELD_OF.get(plainName(name));
}

/** `Tiêu đề` and `tieu_de` are one name. */
export function plainName(name: string): string {
  return name
    .normalize('NFD')
    .replaceAll(/\p{M}/gu, '')
    .toLowerCase()
    .replaceAll('đ', 'd')
    .replaceAll(/[^\p{L}\p{N}]/gu, '');
}
