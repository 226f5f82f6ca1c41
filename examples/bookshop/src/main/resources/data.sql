-- 400 books with a price, one that the price service is broken for (979404...), one that it is silent about (979408...).
-- Orders 1 to 200 have 20 lines each; order 201 has the broken book among them, order 202 the silent one.
insert into books (isbn, title, author, stock)
select first12 || (10 - check_sum % 10) % 10,
       (array['The Quiet', 'A Borrowed', 'The Second', 'An Honest', 'The Paper', 'A Distant', 'The Glass', 'The Winter',
              'An Early', 'The Copper', 'The Long', 'A Small', 'The Northern', 'The Open', 'A Hidden', 'The Last',
              'The Silver', 'A Patient', 'The Green', 'The Hollow'])[1 + n / 20]
           || ' ' ||
       (array['Harbour', 'Garden', 'Letter', 'Orchard', 'Lighthouse', 'River', 'Map', 'Voyage', 'Library', 'Bridge',
              'Season', 'Clockmaker', 'Island', 'Window', 'Archive', 'Summer', 'Lantern', 'Mountain', 'Ferry',
              'Alphabet'])[1 + n % 20],
       (array['M. Okafor', 'Ines Duarte', 'T. Lindqvist', 'Aiko Mori', 'R. Castellan', 'Noor Haddad', 'J. Whitlow',
              'Petra Novak', 'S. Banerjee', 'Luc Moreau', 'E. Strand', 'Wanjiru Kamau', 'D. Petrov'])[1 + n % 13],
       1000
from (select n, '978' || lpad((100000000 + n * 7919)::text, 9, '0') as first12 from generate_series(0, 399) n) numbers,
     lateral (select sum(substr(first12, i, 1)::int * case when i % 2 = 1 then 1 else 3 end) as check_sum
              from generate_series(1, 12) i) sums
on conflict do nothing;

insert into books (isbn, title, author, stock) values
    ('9794040000001', 'The Broken Upstream', 'N. Errand', 1000),
    ('9794080000005', 'The Silent Upstream', 'N. Errand', 1000)
on conflict do nothing;

insert into customers (name)
select (array['Ada', 'Grace', 'Alan', 'Edsger', 'Barbara', 'Donald', 'Frances', 'Tony', 'Radia', 'Niklaus'])[1 + n % 10]
       || ' ' ||
       (array['Byron', 'Murray', 'Mathison', 'Wybe', 'Huberman'])[1 + n / 10]
from generate_series(0, 49) n
on conflict do nothing;

insert into orders (id, customer, placed)
select n, c.id, timestamptz '2026-01-01 12:00:00+00' + n * interval '31 hours'
from generate_series(1, 202) n
join (select id, row_number() over (order by name) as place from customers) c on c.place = 1 + n % 50
on conflict do nothing;

insert into order_lines (order_id, number, isbn, quantity, cents)
select o, l, b.isbn, 1 + (o + l) % 3, 500 + (o * 37 + l * 211) % 3000
from generate_series(1, 202) o, generate_series(1, 20) l
join lateral (
    select isbn from (select isbn, row_number() over (order by isbn) - 1 as place from books where isbn < '979') p
    where p.place = (o * 13 + l * 17) % 400
) b on true
where not (o in (201, 202) and l = 7)
on conflict do nothing;

insert into order_lines (order_id, number, isbn, quantity, cents) values
    (201, 7, '9794040000001', 1, 1200),
    (202, 7, '9794080000005', 1, 1200)
on conflict do nothing;
